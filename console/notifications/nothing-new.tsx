/** No notifications: how some come about. */
export function NothingNew({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return isNarrowed ? (
    <div class="empty">
      <h2>You have read everything</h2>
      <p>
        What is read stays under <a href="#/notifications">All</a>.
      </p>
    </div>
  ) : (
    <div class="empty">
      <h2>Nothing concerns you yet</h2>
      <p>
        You are told when somebody follows you, names you in an action, or does something to you. To hear of
        more, find people in the <a href="#/public">public stream</a> and do something with them.
      </p>
    </div>
  );
}
