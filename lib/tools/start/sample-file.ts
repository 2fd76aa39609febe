import { UserFacingError } from "../../local/dynamodb.ts";
import { type Sample, readSample } from "../import/sample.ts";

/** The sample, or a file's events. @throws UserFacingError where it can't be read, or holds none */
export async function sampleOf(newest: number, file: string | undefined): Promise<Sample> {
  if (file === undefined) return readSample(newest);
  const sample = await readSample(newest, file).catch((error: Error) => {
    throw new UserFacingError(error.message, { cause: error });
  });
  if (sample.actions.length > 0) return sample;
  throw new UserFacingError(
    `${file} holds no events of GitHub: name an hour of https://www.gharchive.org, or leave --sample out.`,
  );
}
