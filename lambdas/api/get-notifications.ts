import { answerNotifications, notificationsQuery } from "../../lib/http/notification-list.ts";
import { ownerOf } from "../../lib/http/user-parameter.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("get-notifications", { query: notificationsQuery }, (request) =>
  answerNotifications(request, ownerOf(request)),
);
