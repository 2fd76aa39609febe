/** Made from the API's description by `npm run openapi`: do not edit. */
export const COLLECTIONS: Readonly<Record<string, string>> = {
  "user": "users",
  "bot": "bots",
  "team": "teams",
  "organization": "organizations",
  "repository": "repositories",
  "branch": "branches",
  "commit": "commits",
  "pull_request": "pull_requests",
  "issue": "issues",
  "release": "releases"
};

export interface components {
    schemas: {
        /** @description Names an entity; an object may carry its attributes. */
        EntityReference: components["schemas"]["ReferenceText"] | components["schemas"]["OtherReference"] | components["schemas"]["UserReference"] | components["schemas"]["BotReference"] | components["schemas"]["TeamReference"] | components["schemas"]["OrganizationReference"] | components["schemas"]["RepositoryReference"] | components["schemas"]["BranchReference"] | components["schemas"]["CommitReference"] | components["schemas"]["PullRequestReference"] | components["schemas"]["IssueReference"] | components["schemas"]["ReleaseReference"];
        /**
         * @description `type:id`, split at the first colon.
         * @example user:42
         */
        ReferenceText: string;
        /** @description Of a type that is not registered: a name and an address at most. */
        OtherReference: {
            model_type: string;
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
        };
        /** @description 1 to 255 bytes in UTF-8. */
        EntityId: string;
        Line: string | null;
        WebAddress: string | null;
        UserReference: {
            /** @constant */
            model_type: "user";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            username?: components["schemas"]["Line"];
            avatar_url?: components["schemas"]["WebAddress"];
            email?: string | null;
        };
        BotReference: {
            /** @constant */
            model_type: "bot";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            avatar_url?: components["schemas"]["WebAddress"];
            email?: string | null;
        };
        TeamReference: {
            /** @constant */
            model_type: "team";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
            description?: components["schemas"]["Paragraph"];
        };
        Paragraph: string | null;
        OrganizationReference: {
            /** @constant */
            model_type: "organization";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
            avatar_url?: components["schemas"]["WebAddress"];
            description?: components["schemas"]["Paragraph"];
        };
        RepositoryReference: {
            /** @constant */
            model_type: "repository";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
            description?: components["schemas"]["Paragraph"];
        };
        BranchReference: {
            /** @constant */
            model_type: "branch";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
        };
        CommitReference: {
            /** @constant */
            model_type: "commit";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            message?: components["schemas"]["Paragraph"];
        };
        PullRequestReference: {
            /** @constant */
            model_type: "pull_request";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            number?: components["schemas"]["Count"];
            state?: components["schemas"]["Line"];
        };
        Count: number | null;
        IssueReference: {
            /** @constant */
            model_type: "issue";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            number?: components["schemas"]["Count"];
            state?: components["schemas"]["Line"];
        };
        ReleaseReference: {
            /** @constant */
            model_type: "release";
            id: components["schemas"]["EntityId"];
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            tag?: components["schemas"]["Line"];
        };
        /** @description Names an entity, without attributes. */
        PlainReference: components["schemas"]["ReferenceText"] | {
            model_type: string;
            id: components["schemas"]["EntityId"];
        };
        NewAction: {
            id?: string | null;
            actor?: components["schemas"]["EntityReference"] | null;
            verb: string;
            action_object?: components["schemas"]["EntityReference"] | null;
            target?: components["schemas"]["EntityReference"] | null;
            public?: boolean | null;
            description?: string | null;
            timestamp?: string | null;
            data?: {
                [key: string]: unknown;
            } | null;
            to?: components["schemas"]["PlainReference"][] | null;
            notify?: boolean | null;
        };
        ActionPatch: {
            public?: boolean | null;
            description?: string | null;
            data?: {
                [key: string]: unknown;
            } | null;
            to?: components["schemas"]["PlainReference"][] | null;
        };
        NewFollow: {
            flag?: string | null;
            actor_only?: boolean | null;
            send_action?: boolean | null;
            user?: components["schemas"]["PlainReference"] | null;
            started?: string | null;
        };
        BatchFollow: {
            flag?: string | null;
            actor_only?: boolean | null;
            send_action?: boolean | null;
            user?: components["schemas"]["PlainReference"] | null;
            started?: string | null;
            follow_object: components["schemas"]["PlainReference"];
        };
        /** @description An entity with its attributes; those that are absent go. */
        DescribedEntity: components["schemas"]["OtherReference"] | components["schemas"]["UserReference"] | components["schemas"]["BotReference"] | components["schemas"]["TeamReference"] | components["schemas"]["OrganizationReference"] | components["schemas"]["RepositoryReference"] | components["schemas"]["BranchReference"] | components["schemas"]["CommitReference"] | components["schemas"]["PullRequestReference"] | components["schemas"]["IssueReference"] | components["schemas"]["ReleaseReference"];
        /** @description The attributes of the type whose collection the path names. */
        EntityAttributes: components["schemas"]["UserAttributes"] | components["schemas"]["BotAttributes"] | components["schemas"]["TeamAttributes"] | components["schemas"]["OrganizationAttributes"] | components["schemas"]["RepositoryAttributes"] | components["schemas"]["BranchAttributes"] | components["schemas"]["CommitAttributes"] | components["schemas"]["PullRequestAttributes"] | components["schemas"]["IssueAttributes"] | components["schemas"]["ReleaseAttributes"] | components["schemas"]["OtherAttributes"];
        UserAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            username?: components["schemas"]["Line"];
            avatar_url?: components["schemas"]["WebAddress"];
            email?: string | null;
        };
        BotAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            avatar_url?: components["schemas"]["WebAddress"];
            email?: string | null;
        };
        TeamAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
            description?: components["schemas"]["Paragraph"];
        };
        OrganizationAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
            avatar_url?: components["schemas"]["WebAddress"];
            description?: components["schemas"]["Paragraph"];
        };
        RepositoryAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
            description?: components["schemas"]["Paragraph"];
        };
        BranchAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            slug?: components["schemas"]["Line"];
        };
        CommitAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            message?: components["schemas"]["Paragraph"];
        };
        PullRequestAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            number?: components["schemas"]["Count"];
            state?: components["schemas"]["Line"];
        };
        IssueAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            number?: components["schemas"]["Count"];
            state?: components["schemas"]["Line"];
        };
        ReleaseAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
            tag?: components["schemas"]["Line"];
        };
        OtherAttributes: {
            name?: components["schemas"]["Line"];
            html_url?: components["schemas"]["WebAddress"];
        };
        NewMute: {
            until?: string | null;
        };
        Action: {
            id: string;
            actor: components["schemas"]["Entity"];
            verb: string;
            action_object: components["schemas"]["Entity"] | null;
            target: components["schemas"]["Entity"] | null;
            public: boolean;
            description: string | null;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            timestamp: string;
            data: {
                [key: string]: unknown;
            } | null;
            /**
             * @description The action as a sentence.
             * @example alice pushed v1 on crython
             */
            summary: string;
            /** @description Who is told besides target and object; shown to its actor and to services. */
            to?: components["schemas"]["Entity"][];
        };
        /** @description An entity with those attributes that its type has and shows. */
        Entity: {
            model_type: string;
            id: string;
            /**
             * Format: uri
             * @description Where the API shows the entity.
             */
            url: string;
            name?: string;
            /**
             * Format: uri
             * @description http or https, without credentials; kept as the URL standard writes it.
             */
            html_url?: string;
            username?: string;
            /**
             * Format: uri
             * @description http or https, without credentials; kept as the URL standard writes it.
             */
            avatar_url?: string;
            slug?: string;
            description?: string;
            message?: string;
            number?: number;
            state?: string;
            tag?: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description Every wrong field at once; `path` is dotted (`target.id`). */
            errors?: {
                path: string;
                message: string;
            }[];
        };
        /** @description From the gateway, before the service was asked. */
        GatewayMessage: {
            message: string;
        };
        ActionPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Action"][];
        };
        GroupPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Group"][];
        };
        /** @description Actions of one window that have the parts of `key` in common. */
        Group: {
            key: {
                verb: string;
                actor?: components["schemas"]["Entity"];
                action_object?: components["schemas"]["Entity"] | null;
                target?: components["schemas"]["Entity"] | null;
            };
            /** @example Ann, Bob and 3 others commented on crython */
            summary: string;
            /** @description Different ones, newest first. */
            actors: components["schemas"]["Entity"][];
            actors_count: number;
            actions_count: number;
            /** @description false: the window was cut, and the key may come again in the next cut. */
            complete: boolean;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            first_at: string;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            latest_at: string;
            /** @description The newest. */
            actions: components["schemas"]["Action"][];
        };
        /** @description In the order of the items. */
        ActionResults: {
            results: ({
                /** @enum {number} */
                status: 200 | 201;
                action: components["schemas"]["Action"];
            } | {
                status: number;
                error: components["schemas"]["Problem"];
            })[];
        };
        FeedPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Action"][];
            /** @description What the first page's read could see, for `POST /feed/mark`; null where filters or `flag=*` hid the rest. */
            mark: string | null;
            /** @description With `notifications=counts`. */
            notifications?: components["schemas"]["NotificationCounts"];
        };
        /** @description How many groups hold what no mark covers. */
        NotificationCounts: {
            unseen: number;
            unread: number;
            /** @description Whether either count was cut at 1,000. */
            more: boolean;
        };
        FeedGroupPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Group"][];
            /** @description What the first page's read could see, for `POST /feed/mark`; null where filters or `flag=*` hid the rest. */
            mark: string | null;
            /** @description With `notifications=counts`. */
            notifications?: components["schemas"]["NotificationCounts"];
        };
        /** @description In the order of the items. */
        FollowResults: {
            results: ({
                /** @constant */
                status: 204;
            } | {
                status: number;
                error: components["schemas"]["Problem"];
            })[];
        };
        FollowPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: (components["schemas"]["Follow"] | components["schemas"]["MergedFollow"])[];
        };
        Follow: {
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            started: string;
            actor_only: boolean;
            user: components["schemas"]["Entity"];
            follow_object: components["schemas"]["Entity"];
            flag: string;
        };
        /** @description All follows of one pair, in lists of `flag=*`. */
        MergedFollow: {
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            started: string;
            actor_only: boolean;
            user: components["schemas"]["Entity"];
            follow_object: components["schemas"]["Entity"];
            flags: string[];
        };
        /** @description In the order of the references. */
        LookedUpEntities: {
            results: (components["schemas"]["EntityWithCounts"] | null)[];
        };
        EntityWithCounts: {
            model_type: string;
            id: string;
            /**
             * Format: uri
             * @description Where the API shows the entity.
             */
            url: string;
            name?: string;
            /**
             * Format: uri
             * @description http or https, without credentials; kept as the URL standard writes it.
             */
            html_url?: string;
            username?: string;
            /**
             * Format: uri
             * @description http or https, without credentials; kept as the URL standard writes it.
             */
            avatar_url?: string;
            slug?: string;
            description?: string;
            message?: string;
            number?: number;
            state?: string;
            tag?: string;
            /** @description Who follow it with the flag `following`. */
            followers_count: number;
            /** @description What it follows with the flag `following`. */
            following_count: number;
        };
        FoundEntities: {
            results: components["schemas"]["Entity"][];
        };
        /** @description In the order of the items. */
        EntityResults: {
            results: ({
                /** @enum {number} */
                status: 200 | 201;
                entity: components["schemas"]["EntityWithCounts"];
            } | {
                status: number;
                error: components["schemas"]["Problem"];
            })[];
        };
        /** @description Of a feed. `more`: there are more than `new`. */
        NewCount: {
            new: number;
            more: boolean;
        };
        MutePage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Mute"][];
        };
        Mute: {
            muted: components["schemas"]["Entity"];
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            since: string;
            /** @description When it ends; null: for good. */
            until: string | null;
        };
        /** @description The addresses hold the secret and are shown this once. */
        MadeFeedKey: {
            id: string;
            name: string | null;
            /** @description The stream that it reads, as it was asked for. */
            path: string;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            created: string;
            expires: string | null;
            /** @description To a day. */
            last_used: string | null;
            urls: {
                /** Format: uri */
                atom: string;
                /** Format: uri */
                rss: string;
                /** Format: uri */
                jsonfeed: string;
            };
        };
        FeedKeyPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["FeedKey"][];
        };
        /** @description An address for feed readers, without its secret. */
        FeedKey: {
            id: string;
            name: string | null;
            /** @description The stream that it reads, as it was asked for. */
            path: string;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            created: string;
            expires: string | null;
            /** @description To a day. */
            last_used: string | null;
        };
        NotificationPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Notification"][];
            unseen: number;
            unread: number;
            /** @description Whether either count was cut at 1,000. */
            more: boolean;
            /** @description Covers all that had arrived when the first page was read; null with `verb`. */
            mark: string | null;
        };
        /** @description What somebody is notified of: actions of one kind, in a group. */
        Notification: {
            id: string;
            verb: string;
            /**
             * @description The group as a sentence.
             * @example alice and bob starred crython
             */
            summary: string;
            /** @description The newest different ones, newest first. */
            actors: components["schemas"]["Entity"][];
            actors_count: number;
            actions_count: number;
            /** @description That of the newest action. */
            target: components["schemas"]["Entity"] | null;
            /** @description That of the newest action. */
            action_object: components["schemas"]["Entity"] | null;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            first_at: string;
            /**
             * Format: date-time
             * @description UTC, with milliseconds.
             * @example 2020-06-12T15:01:41.000Z
             */
            latest_at: string;
            latest: {
                id: string;
                /**
                 * Format: date-time
                 * @description UTC, with milliseconds.
                 * @example 2020-06-12T15:01:41.000Z
                 */
                timestamp: string;
                /** @description Its first 200 characters. */
                description: string | null;
            };
            seen: boolean;
            read: boolean;
            /** @description Covers the actions that the group counts. */
            mark: string;
        };
    };
    responses: {
        /** @description Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "The request is not valid: verb is required.",
                 *       "errors": [
                 *         {
                 *           "path": "verb",
                 *           "message": "is required"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unauthorized */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "Send a token: Authorization: Bearer <token>."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Forbidden */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "Only a service may name another actor than the caller."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Method Not Allowed */
        MethodNotAllowed: {
            headers: {
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Method Not Allowed",
                 *       "status": 405,
                 *       "detail": "Method not allowed; use GET, HEAD, or OPTIONS."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Conflict */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "This id or key was used for another request."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Content Too Large */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Content Too Large",
                 *       "status": 413,
                 *       "detail": "A body here has at most 65536 bytes."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Content Too Large"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description URI Too Long */
        URITooLong: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "URI Too Long",
                 *       "status": 414,
                 *       "detail": "An address here has at most 8192 bytes; ask in several requests."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "URI Too Long"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Unsupported Media Type */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unsupported Media Type",
                 *       "status": 415,
                 *       "detail": "Send the body without a Content-Encoding."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too Many Requests */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "Too many requests. Retry in 3 s."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Too Many Requests"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Request Header Fields Too Large */
        RequestHeaderFieldsTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Request Header Fields Too Large"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Internal Server Error */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "detail": "Something went wrong on our side; try again."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Internal Server Error"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Service Unavailable */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "The store cannot be reached; try again in a moment."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Service Unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Not Modified */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Gone */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Gone",
                 *       "status": 410,
                 *       "detail": "This feed key has ended; its owner can make a new one."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not Found */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "There is no such action."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition Failed */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Precondition Failed",
                 *       "status": 412,
                 *       "detail": "The precondition does not hold; nothing was changed. GET it and its ETag anew."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description ETags that the caller holds; 304 where one of them is current.
         * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
         */
        "If-None-Match": string;
        /**
         * @description For services: who it is done or asked for. A user may name only themselves.
         * @example user:alice
         */
        User: components["schemas"]["ReferenceText"];
        /**
         * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
         * @example users
         */
        Collection: string;
        /**
         * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
         * @example alice
         */
        Id: string;
        /**
         * @description Most items of a page.
         * @example 25
         */
        Limit: number;
        /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
        Cursor: string;
        /**
         * @description `current` shows entities as they are now, not as they were when the action was stored.
         * @example current
         */
        Expand: "current";
        /**
         * @description Only actions with exactly this verb, or with any of up to 10.
         * @example [
         *       "pushed"
         *     ]
         */
        Verb: string[];
        /**
         * @description Which follows; `*` is every flag.
         * @example following
         */
        Flag: string;
        /**
         * @description Only actions of this entity (`user:bob`), or of entities of this type (`user`).
         * @example user:alice
         */
        Actor: string;
        /**
         * @description Only actions with this entity, or an entity of this type, as target.
         * @example repository:crython
         */
        Target: string;
        /**
         * @description Only actions with this entity, or an entity of this type, as action object.
         * @example issue
         */
        ActionObject: string;
        /**
         * @description Only what is not older; inclusive.
         * @example 2020-06-12T00:00:00Z
         */
        Since: string;
        /**
         * @description Only what is older; exclusive. Later than `since`.
         * @example 2020-06-13T00:00:00Z
         */
        Until: string;
        /**
         * @description Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.
         * @example verb,target
         */
        Group: string;
        /**
         * @description How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.
         * @example hour
         */
        Window: "hour" | "day";
        /**
         * @description Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.
         * @example atom
         */
        Format: "as2" | "atom" | "jsonfeed" | "rss" | "as2-collection";
        /**
         * @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.
         * @example *
         */
        "If-Match": string;
        /**
         * @description The same key and body again answers the first action and stores nothing; another body is 409.
         * @example push-42
         */
        "Idempotency-Key": string;
        /**
         * @description `true` adds the entity's own public actions; `hide` leaves out whatever the entity did.
         * @example true
         */
        Own: boolean | "hide";
        /**
         * @description `counts` brings `notifications` with the page: how many groups of theirs are new, as `GET /notifications/counts` says. JSON alone; `next` and `prev` are without it.
         * @example counts
         */
        Notifications: "counts";
        /**
         * @description Only entities of this type.
         * @example [
         *       "user"
         *     ]
         */
        Type: string[];
    };
    requestBodies: never;
    headers: {
        /** @description Where it is. */
        Location: string;
        /** @description `Bearer`, and of a bad token what is wrong with it. */
        "WWW-Authenticate": string;
        /** @description The methods that there are. */
        Allow: string;
        /** @description Seconds. */
        "Retry-After": string;
        /** @description Names this very answer. */
        ETag: string;
    };
    pathItems: never;
}

export interface operations {
    getActions: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only actions of this entity (`user:bob`), or of entities of this type (`user`).
                 * @example user:alice
                 */
                actor?: components["parameters"]["Actor"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as target.
                 * @example repository:crython
                 */
                target?: components["parameters"]["Target"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as action object.
                 * @example issue
                 */
                action_object?: components["parameters"]["ActionObject"];
                /**
                 * @description Only actions with exactly this verb, or with any of up to 10.
                 * @example [
                 *       "pushed"
                 *     ]
                 */
                verb?: components["parameters"]["Verb"];
                /**
                 * @description Only what is not older; inclusive.
                 * @example 2020-06-12T00:00:00Z
                 */
                since?: components["parameters"]["Since"];
                /**
                 * @description Only what is older; exclusive. Later than `since`.
                 * @example 2020-06-13T00:00:00Z
                 */
                until?: components["parameters"]["Until"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.
                 * @example verb,target
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.
                 * @example hour
                 */
                window?: components["parameters"]["Window"];
                /**
                 * @description Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.
                 * @example atom
                 */
                format?: components["parameters"]["Format"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *           "actor": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "verb": "pushed",
                     *           "action_object": null,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "public": true,
                     *           "description": "Three commits",
                     *           "timestamp": "2020-06-12T15:01:41.000Z",
                     *           "data": {
                     *             "commits": 3
                     *           },
                     *           "summary": "Alice pushed crython"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ActionPage"] | components["schemas"]["GroupPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAction: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key and body again answers the first action and stores nothing; another body is 409.
                 * @example push-42
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "actor": "user:alice",
                 *       "verb": "pushed",
                 *       "target": "repository:crython",
                 *       "data": {
                 *         "commits": 3
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewAction"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *       "actor": {
                     *         "model_type": "user",
                     *         "id": "alice",
                     *         "url": "https://api.example.com/users/alice",
                     *         "name": "Alice"
                     *       },
                     *       "verb": "pushed",
                     *       "action_object": null,
                     *       "target": {
                     *         "model_type": "repository",
                     *         "id": "crython",
                     *         "url": "https://api.example.com/repositories/crython",
                     *         "name": "crython",
                     *         "html_url": "https://git.example.com/alice/crython"
                     *       },
                     *       "public": true,
                     *       "description": "Three commits",
                     *       "timestamp": "2020-06-12T15:01:41.000Z",
                     *       "data": {
                     *         "commits": 3
                     *       },
                     *       "summary": "Alice pushed crython"
                     *     }
                     */
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *       "actor": {
                     *         "model_type": "user",
                     *         "id": "alice",
                     *         "url": "https://api.example.com/users/alice",
                     *         "name": "Alice"
                     *       },
                     *       "verb": "pushed",
                     *       "action_object": null,
                     *       "target": {
                     *         "model_type": "repository",
                     *         "id": "crython",
                     *         "url": "https://api.example.com/repositories/crython",
                     *         "name": "crython",
                     *         "html_url": "https://git.example.com/alice/crython"
                     *       },
                     *       "public": true,
                     *       "description": "Three commits",
                     *       "timestamp": "2020-06-12T15:01:41.000Z",
                     *       "data": {
                     *         "commits": 3
                     *       },
                     *       "summary": "Alice pushed crython"
                     *     }
                     */
                    "application/json": components["schemas"]["Action"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postActionsBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key and body again answers the first action and stores nothing; another body is 409.
                 * @example push-42
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "actions": [
                 *         {
                 *           "actor": "user:alice",
                 *           "verb": "pushed",
                 *           "target": "repository:crython",
                 *           "data": {
                 *             "commits": 3
                 *           }
                 *         },
                 *         {
                 *           "actor": "user:bob",
                 *           "verb": "starred",
                 *           "target": "repository:crython"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    actions: components["schemas"]["NewAction"][];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "status": 201,
                     *           "action": {
                     *             "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *             "actor": {
                     *               "model_type": "user",
                     *               "id": "alice",
                     *               "url": "https://api.example.com/users/alice",
                     *               "name": "Alice"
                     *             },
                     *             "verb": "pushed",
                     *             "action_object": null,
                     *             "target": {
                     *               "model_type": "repository",
                     *               "id": "crython",
                     *               "url": "https://api.example.com/repositories/crython",
                     *               "name": "crython",
                     *               "html_url": "https://git.example.com/alice/crython"
                     *             },
                     *             "public": true,
                     *             "description": "Three commits",
                     *             "timestamp": "2020-06-12T15:01:41.000Z",
                     *             "data": {
                     *               "commits": 3
                     *             },
                     *             "summary": "Alice pushed crython"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ActionResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAction: {
        parameters: {
            query?: {
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The action's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *       "actor": {
                     *         "model_type": "user",
                     *         "id": "alice",
                     *         "url": "https://api.example.com/users/alice",
                     *         "name": "Alice"
                     *       },
                     *       "verb": "pushed",
                     *       "action_object": null,
                     *       "target": {
                     *         "model_type": "repository",
                     *         "id": "crython",
                     *         "url": "https://api.example.com/repositories/crython",
                     *         "name": "crython",
                     *         "html_url": "https://git.example.com/alice/crython"
                     *       },
                     *       "public": true,
                     *       "description": "Three commits",
                     *       "timestamp": "2020-06-12T15:01:41.000Z",
                     *       "data": {
                     *         "commits": 3
                     *       },
                     *       "summary": "Alice pushed crython"
                     *     }
                     */
                    "application/json": components["schemas"]["Action"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAction: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.
                 * @example *
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The reverse of `If-Match`: `*` writes only where nothing is stored yet.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The action's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patchAction: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.
                 * @example *
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The reverse of `If-Match`: `*` writes only where nothing is stored yet.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The action's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Four commits",
                 *       "data": {
                 *         "commits": 4
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ActionPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *       "actor": {
                     *         "model_type": "user",
                     *         "id": "alice",
                     *         "url": "https://api.example.com/users/alice",
                     *         "name": "Alice"
                     *       },
                     *       "verb": "pushed",
                     *       "action_object": null,
                     *       "target": {
                     *         "model_type": "repository",
                     *         "id": "crython",
                     *         "url": "https://api.example.com/repositories/crython",
                     *         "name": "crython",
                     *         "html_url": "https://git.example.com/alice/crython"
                     *       },
                     *       "public": true,
                     *       "description": "Four commits",
                     *       "timestamp": "2020-06-12T15:01:41.000Z",
                     *       "data": {
                     *         "commits": 4
                     *       },
                     *       "summary": "Alice pushed crython"
                     *     }
                     */
                    "application/json": components["schemas"]["Action"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTypeActivity: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only actions of this entity (`user:bob`), or of entities of this type (`user`).
                 * @example user:alice
                 */
                actor?: components["parameters"]["Actor"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as target.
                 * @example repository:crython
                 */
                target?: components["parameters"]["Target"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as action object.
                 * @example issue
                 */
                action_object?: components["parameters"]["ActionObject"];
                /**
                 * @description Only actions with exactly this verb, or with any of up to 10.
                 * @example [
                 *       "pushed"
                 *     ]
                 */
                verb?: components["parameters"]["Verb"];
                /**
                 * @description Only what is not older; inclusive.
                 * @example 2020-06-12T00:00:00Z
                 */
                since?: components["parameters"]["Since"];
                /**
                 * @description Only what is older; exclusive. Later than `since`.
                 * @example 2020-06-13T00:00:00Z
                 */
                until?: components["parameters"]["Until"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.
                 * @example verb,target
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.
                 * @example hour
                 */
                window?: components["parameters"]["Window"];
                /**
                 * @description Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.
                 * @example atom
                 */
                format?: components["parameters"]["Format"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *           "actor": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "verb": "pushed",
                     *           "action_object": null,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "public": true,
                     *           "description": "Three commits",
                     *           "timestamp": "2020-06-12T15:01:41.000Z",
                     *           "data": {
                     *             "commits": 3
                     *           },
                     *           "summary": "Alice pushed crython"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ActionPage"] | components["schemas"]["GroupPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntityActivity: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only actions of this entity (`user:bob`), or of entities of this type (`user`).
                 * @example user:alice
                 */
                actor?: components["parameters"]["Actor"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as target.
                 * @example repository:crython
                 */
                target?: components["parameters"]["Target"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as action object.
                 * @example issue
                 */
                action_object?: components["parameters"]["ActionObject"];
                /**
                 * @description Only actions with exactly this verb, or with any of up to 10.
                 * @example [
                 *       "pushed"
                 *     ]
                 */
                verb?: components["parameters"]["Verb"];
                /**
                 * @description Only what is not older; inclusive.
                 * @example 2020-06-12T00:00:00Z
                 */
                since?: components["parameters"]["Since"];
                /**
                 * @description Only what is older; exclusive. Later than `since`.
                 * @example 2020-06-13T00:00:00Z
                 */
                until?: components["parameters"]["Until"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.
                 * @example verb,target
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.
                 * @example hour
                 */
                window?: components["parameters"]["Window"];
                /**
                 * @description Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.
                 * @example atom
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Only actions in which the entity plays this part.
                 * @example actor
                 */
                role?: "actor" | "target" | "action_object";
                /**
                 * @description For services: `all` adds private actions, in any role; `false` shows them alone. 403 for others.
                 * @example all
                 */
                public?: "all" | "false";
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *           "actor": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "verb": "pushed",
                     *           "action_object": null,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "public": true,
                     *           "description": "Three commits",
                     *           "timestamp": "2020-06-12T15:01:41.000Z",
                     *           "data": {
                     *             "commits": 3
                     *           },
                     *           "summary": "Alice pushed crython"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ActionPage"] | components["schemas"]["GroupPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOwnFeed: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only actions of this entity (`user:bob`), or of entities of this type (`user`).
                 * @example user:alice
                 */
                actor?: components["parameters"]["Actor"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as target.
                 * @example repository:crython
                 */
                target?: components["parameters"]["Target"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as action object.
                 * @example issue
                 */
                action_object?: components["parameters"]["ActionObject"];
                /**
                 * @description Only actions with exactly this verb, or with any of up to 10.
                 * @example [
                 *       "pushed"
                 *     ]
                 */
                verb?: components["parameters"]["Verb"];
                /**
                 * @description Only what is not older; inclusive.
                 * @example 2020-06-12T00:00:00Z
                 */
                since?: components["parameters"]["Since"];
                /**
                 * @description Only what is older; exclusive. Later than `since`.
                 * @example 2020-06-13T00:00:00Z
                 */
                until?: components["parameters"]["Until"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.
                 * @example verb,target
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.
                 * @example hour
                 */
                window?: components["parameters"]["Window"];
                /**
                 * @description Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.
                 * @example atom
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: components["parameters"]["Flag"];
                /**
                 * @description `true` adds the entity's own public actions; `hide` leaves out whatever the entity did.
                 * @example true
                 */
                own?: components["parameters"]["Own"];
                /**
                 * @description `counts` brings `notifications` with the page: how many groups of theirs are new, as `GET /notifications/counts` says. JSON alone; `next` and `prev` are without it.
                 * @example counts
                 */
                notifications?: components["parameters"]["Notifications"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *           "actor": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "verb": "pushed",
                     *           "action_object": null,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "public": true,
                     *           "description": "Three commits",
                     *           "timestamp": "2020-06-12T15:01:41.000Z",
                     *           "data": {
                     *             "commits": 3
                     *           },
                     *           "summary": "Alice pushed crython"
                     *         }
                     *       ],
                     *       "mark": "eyJwIjoiMjAyMC0wNi0xMlQxNTowMTo0MS4wMDBaIiwiZSI6MH0.c2lnbmF0dXJl"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedPage"] | components["schemas"]["FeedGroupPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntityFeed: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only actions of this entity (`user:bob`), or of entities of this type (`user`).
                 * @example user:alice
                 */
                actor?: components["parameters"]["Actor"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as target.
                 * @example repository:crython
                 */
                target?: components["parameters"]["Target"];
                /**
                 * @description Only actions with this entity, or an entity of this type, as action object.
                 * @example issue
                 */
                action_object?: components["parameters"]["ActionObject"];
                /**
                 * @description Only actions with exactly this verb, or with any of up to 10.
                 * @example [
                 *       "pushed"
                 *     ]
                 */
                verb?: components["parameters"]["Verb"];
                /**
                 * @description Only what is not older; inclusive.
                 * @example 2020-06-12T00:00:00Z
                 */
                since?: components["parameters"]["Since"];
                /**
                 * @description Only what is older; exclusive. Later than `since`.
                 * @example 2020-06-13T00:00:00Z
                 */
                until?: components["parameters"]["Until"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.
                 * @example verb,target
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.
                 * @example hour
                 */
                window?: components["parameters"]["Window"];
                /**
                 * @description Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.
                 * @example atom
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: components["parameters"]["Flag"];
                /**
                 * @description `true` adds the entity's own public actions; `hide` leaves out whatever the entity did.
                 * @example true
                 */
                own?: components["parameters"]["Own"];
                /**
                 * @description `counts` brings `notifications` with the page: how many groups of theirs are new, as `GET /notifications/counts` says. JSON alone; `next` and `prev` are without it.
                 * @example counts
                 */
                notifications?: components["parameters"]["Notifications"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *           "actor": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "verb": "pushed",
                     *           "action_object": null,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "public": true,
                     *           "description": "Three commits",
                     *           "timestamp": "2020-06-12T15:01:41.000Z",
                     *           "data": {
                     *             "commits": 3
                     *           },
                     *           "summary": "Alice pushed crython"
                     *         }
                     *       ],
                     *       "mark": "eyJwIjoiMjAyMC0wNi0xMlQxNTowMTo0MS4wMDBaIiwiZSI6MH0.c2lnbmF0dXJl"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedPage"] | components["schemas"]["FeedGroupPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["Gone"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "user": "user:bob",
                 *       "flag": "following",
                 *       "actor_only": true
                 *     }
                 */
                "application/json": components["schemas"]["NewFollow"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unfollow: {
        parameters: {
            query?: {
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: components["parameters"]["Flag"];
                /**
                 * @description `true` posts an action that tells of it.
                 * @example true
                 */
                send_action?: boolean;
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postFollowsBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "follows": [
                 *         {
                 *           "user": "user:bob",
                 *           "follow_object": "repository:crython",
                 *           "flag": "following"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    follows: components["schemas"]["BatchFollow"][];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "status": 204
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FollowResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFollowers: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: components["parameters"]["Flag"];
                /**
                 * @description Only entities of this type.
                 * @example [
                 *       "user"
                 *     ]
                 */
                type?: components["parameters"]["Type"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Only these, up to 100.
                 * @example [
                 *       "repository:crython"
                 *     ]
                 */
                user?: components["schemas"]["ReferenceText"][];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "started": "2020-06-12T15:01:41.000Z",
                     *           "flag": "following",
                     *           "actor_only": true,
                     *           "user": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "follow_object": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FollowPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFollowing: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: components["parameters"]["Flag"];
                /**
                 * @description Only entities of this type.
                 * @example [
                 *       "user"
                 *     ]
                 */
                type?: components["parameters"]["Type"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description Only these, up to 100.
                 * @example [
                 *       "repository:crython"
                 *     ]
                 */
                follow_object?: components["schemas"]["ReferenceText"][];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "started": "2020-06-12T15:01:41.000Z",
                     *           "flag": "following",
                     *           "actor_only": true,
                     *           "user": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "follow_object": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FollowPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    isFollowing: {
        parameters: {
            query?: {
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: components["parameters"]["Flag"];
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_following": true
                     *     }
                     */
                    "application/json": {
                        is_following: boolean;
                    };
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntities: {
        parameters: {
            query: {
                /**
                 * @description The entities that are asked for, 1 to 100.
                 * @example [
                 *       "repository:crython"
                 *     ]
                 */
                ref: components["schemas"]["ReferenceText"][];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "model_type": "repository",
                     *           "id": "crython",
                     *           "url": "https://api.example.com/repositories/crython",
                     *           "name": "crython",
                     *           "html_url": "https://git.example.com/alice/crython",
                     *           "followers_count": 1,
                     *           "following_count": 0
                     *         },
                     *         null
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LookedUpEntities"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    findEntities: {
        parameters: {
            query: {
                /**
                 * @description How a name or an id begins, 1 to 64 characters.
                 * @example al
                 */
                prefix: string;
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: number;
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "model_type": "repository",
                     *           "id": "crython",
                     *           "url": "https://api.example.com/repositories/crython",
                     *           "name": "crython",
                     *           "html_url": "https://git.example.com/alice/crython"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FoundEntities"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postEntitiesBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "entities": [
                 *         {
                 *           "model_type": "repository",
                 *           "id": "crython",
                 *           "name": "crython"
                 *         },
                 *         {
                 *           "model_type": "site",
                 *           "id": "7",
                 *           "name": "The Harbour",
                 *           "html_url": "https://shop.example.com/sites/7"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    entities: components["schemas"]["DescribedEntity"][];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "status": 201,
                     *           "entity": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython",
                     *             "followers_count": 1,
                     *             "following_count": 0
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EntityResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntity: {
        parameters: {
            query?: {
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "model_type": "repository",
                     *       "id": "crython",
                     *       "url": "https://api.example.com/repositories/crython",
                     *       "name": "crython",
                     *       "html_url": "https://git.example.com/alice/crython",
                     *       "followers_count": 1,
                     *       "following_count": 0
                     *     }
                     */
                    "application/json": components["schemas"]["EntityWithCounts"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putEntity: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.
                 * @example *
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The reverse of `If-Match`: `*` writes only where nothing is stored yet.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "crython",
                 *       "html_url": "https://git.example.com/alice/crython"
                 *     }
                 */
                "application/json": components["schemas"]["EntityAttributes"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "model_type": "repository",
                     *       "id": "crython",
                     *       "url": "https://api.example.com/repositories/crython",
                     *       "name": "crython",
                     *       "html_url": "https://git.example.com/alice/crython",
                     *       "followers_count": 1,
                     *       "following_count": 0
                     *     }
                     */
                    "application/json": components["schemas"]["EntityWithCounts"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "model_type": "repository",
                     *       "id": "crython",
                     *       "url": "https://api.example.com/repositories/crython",
                     *       "name": "crython",
                     *       "html_url": "https://git.example.com/alice/crython",
                     *       "followers_count": 1,
                     *       "following_count": 0
                     *     }
                     */
                    "application/json": components["schemas"]["EntityWithCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteEntity: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.
                 * @example *
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The reverse of `If-Match`: `*` writes only where nothing is stored yet.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFeedCounts: {
        parameters: {
            query?: {
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: string;
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "new": 12,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["NewCount"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postFeedMark: {
        parameters: {
            query?: {
                /**
                 * @description Which follows; `*` is every flag.
                 * @example following
                 */
                flag?: string;
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "seen": "all"
                 *     }
                 */
                "application/json": {
                    /** @description A page's `mark`, or `all`. */
                    seen: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "new": 0,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["NewCount"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMutes: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "muted": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "since": "2020-06-12T15:01:41.000Z",
                     *           "until": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MutePage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putMute: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "until": "2099-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewMute"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteMute: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path: {
                /**
                 * @description The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.
                 * @example users
                 */
                collection: components["parameters"]["Collection"];
                /**
                 * @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.
                 * @example alice
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFeedKeys: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "mB3xVn0Wq1uQZ4l3QyYb8S9nPzq0gW6u0uJrVf2cX9A",
                     *           "name": "phone",
                     *           "path": "/repositories/crython/activity?verb=pushed",
                     *           "created": "2020-06-12T15:01:41.000Z",
                     *           "expires": null,
                     *           "last_used": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FeedKeyPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postFeedKey: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "path": "/repositories/crython/activity?verb=pushed",
                 *       "name": "phone"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description A stream with its filters.
                     * @example /repositories/crython/activity?verb=pushed
                     */
                    path: string;
                    name?: string | null;
                    expires?: string | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mB3xVn0Wq1uQZ4l3QyYb8S9nPzq0gW6u0uJrVf2cX9A",
                     *       "name": "phone",
                     *       "path": "/repositories/crython/activity?verb=pushed",
                     *       "created": "2020-06-12T15:01:41.000Z",
                     *       "expires": null,
                     *       "last_used": null,
                     *       "urls": {
                     *         "atom": "https://api.example.com/repositories/crython/activity?verb=pushed&format=atom&key=trib_feed_SECRET",
                     *         "rss": "https://api.example.com/repositories/crython/activity?verb=pushed&format=rss&key=trib_feed_SECRET",
                     *         "jsonfeed": "https://api.example.com/repositories/crython/activity?verb=pushed&format=jsonfeed&key=trib_feed_SECRET"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MadeFeedKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteFeedKey: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path: {
                /** @description The feed key's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getNotifications: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
                /**
                 * @description Only actions with exactly this verb, or with any of up to 10.
                 * @example [
                 *       "pushed"
                 *     ]
                 */
                verb?: components["parameters"]["Verb"];
                /**
                 * @description Only groups that hold what is not read.
                 * @example true
                 */
                unseen?: "true";
                /**
                 * @description Only groups that hold what is not read.
                 * @example true
                 */
                unread?: "true";
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "4ffa5a2f0c1d4b7e9a3c6d8e0f1a2b3c",
                     *           "verb": "pushed",
                     *           "summary": "Alice pushed crython",
                     *           "actors": [
                     *             {
                     *               "model_type": "user",
                     *               "id": "alice",
                     *               "url": "https://api.example.com/users/alice",
                     *               "name": "Alice"
                     *             }
                     *           ],
                     *           "actors_count": 1,
                     *           "actions_count": 1,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "action_object": null,
                     *           "first_at": "2020-06-12T15:01:41.000Z",
                     *           "latest_at": "2020-06-12T15:01:41.000Z",
                     *           "latest": {
                     *             "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *             "timestamp": "2020-06-12T15:01:41.000Z",
                     *             "description": "Three commits"
                     *           },
                     *           "seen": false,
                     *           "read": false,
                     *           "mark": "AgAAAAAAAE_6Wi8MHUt-mjxtjg8aKzwBcqjm0Zg.8zqkQ1v5mY0b7nQ2xWc3rA"
                     *         }
                     *       ],
                     *       "unseen": 1,
                     *       "unread": 1,
                     *       "more": false,
                     *       "mark": "AQFyqOboSQ.8zqkQ1v5mY0b7nQ2xWc3rA"
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getNotificationCounts: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unseen": 1,
                     *       "unread": 1,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationCounts"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    markNotifications: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "seen": "all"
                 *     }
                 */
                "application/json": {
                    seen?: (string | string[]) | null;
                    read?: (string | string[]) | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unseen": 1,
                     *       "unread": 1,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getNotificationActions: {
        parameters: {
            query?: {
                /**
                 * @description Most items of a page.
                 * @example 25
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description `current` shows entities as they are now, not as they were when the action was stored.
                 * @example current
                 */
                expand?: components["parameters"]["Expand"];
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /**
                 * @description The group's id.
                 * @example 4ffa5a2f0c1d4b7e9a3c6d8e0f1a2b3c
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "prev": null,
                     *       "results": [
                     *         {
                     *           "id": "0190163d-8694-739b-aea5-966c26f8ad90",
                     *           "actor": {
                     *             "model_type": "user",
                     *             "id": "alice",
                     *             "url": "https://api.example.com/users/alice",
                     *             "name": "Alice"
                     *           },
                     *           "verb": "pushed",
                     *           "action_object": null,
                     *           "target": {
                     *             "model_type": "repository",
                     *             "id": "crython",
                     *             "url": "https://api.example.com/repositories/crython",
                     *             "name": "crython",
                     *             "html_url": "https://git.example.com/alice/crython"
                     *           },
                     *           "public": true,
                     *           "description": "Three commits",
                     *           "timestamp": "2020-06-12T15:01:41.000Z",
                     *           "data": {
                     *             "commits": 3
                     *           },
                     *           "summary": "Alice pushed crython"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ActionPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteNotification: {
        parameters: {
            query?: {
                /**
                 * @description For services: who it is done or asked for. A user may name only themselves.
                 * @example user:alice
                 */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path: {
                /**
                 * @description The group's id.
                 * @example 4ffa5a2f0c1d4b7e9a3c6d8e0f1a2b3c
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            414: components["responses"]["URITooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETags that the caller holds; 304 where one of them is current.
                 * @example "0Tq0_xLJmVOZ5Lw7iVZzcQ"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["URITooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
