import { door } from "../door.ts";

/** What is shown to somebody who has not signed in. */
export function Stranger() {
  return (
    <div class="empty">
      <h1>Who are you?</h1>
      {door === undefined ? (
        <p>Paste a token at the top right: a user’s, or a service’s key.</p>
      ) : (
        <>
          {door.failure !== undefined && <p role="alert">You are not signed in: {door.failure}</p>}
          <p>
            <button type="button" class="primary" onClick={() => void door?.enter()}>
              Sign in
            </button>
          </p>
        </>
      )}
    </div>
  );
}
