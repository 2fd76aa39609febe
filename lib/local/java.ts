import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export const JAVA_VERSION = 17;

/** The major version of Java on the path, or `undefined`. Java prints it to standard error. */
export function javaVersion(): number | undefined {
  const { error, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  const version = error === undefined ? /version "(?:1\.)?(\d+)/.exec(stderr)?.[1] : undefined;
  return version === undefined ? undefined : Number(version);
}

const ON_LINUX: readonly (readonly [names: RegExp, command: string])[] = [
  [/debian|ubuntu/, "sudo apt-get install -y default-jre-headless"],
  [/fedora|rhel|centos|amzn/, "sudo dnf install -y java-latest-openjdk-headless"],
  [/alpine/, "sudo apk add openjdk21-jre-headless"],
  [/arch/, "sudo pacman -S jre-openjdk-headless"],
  [/suse/, "sudo zypper install -y java-21-openjdk-headless"],
];

/** How to install Java, for somebody without a recent one. */
export function howToGetJava(platform: NodeJS.Platform = process.platform, release = osRelease()): string {
  if (platform === "darwin") return "brew install --cask temurin";
  if (platform === "win32") return "winget install EclipseAdoptium.Temurin.21.JRE";
  const names = [...release.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].map(([, value]) => value).join(" ");
  return ON_LINUX.find(([known]) => known.test(names))?.[1] ?? "see https://adoptium.net";
}

function osRelease(): string {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}
