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
        /** @description Of a type that is not registered: it has no attributes. */
        OtherReference: {
            model_type: string;
            id: components["schemas"]["EntityId"];
        };
        /** @description 1 to 255 bytes in UTF-8. */
        EntityId: string;
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
        Line: string | null;
        WebAddress: string | null;
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
        };
        ActionPatch: {
            public?: boolean | null;
            description?: string | null;
            data?: {
                [key: string]: unknown;
            } | null;
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
            user: components["schemas"]["PlainReference"];
            started?: string | null;
            follow_object: components["schemas"]["PlainReference"];
        };
        /** @description The attributes of the type whose collection the path names. */
        EntityAttributes: components["schemas"]["UserAttributes"] | components["schemas"]["BotAttributes"] | components["schemas"]["TeamAttributes"] | components["schemas"]["OrganizationAttributes"] | components["schemas"]["RepositoryAttributes"] | components["schemas"]["BranchAttributes"] | components["schemas"]["CommitAttributes"] | components["schemas"]["PullRequestAttributes"] | components["schemas"]["IssueAttributes"] | components["schemas"]["ReleaseAttributes"];
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
        ActionPage: {
            /** @description The page of what is older; null on the last. */
            next: string | null;
            /** @description The page of what is newer; null on the first. */
            prev: string | null;
            results: components["schemas"]["Action"][];
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
            /** @description Whom it follows with the flag `following`. */
            following_count: number;
        };
    };
    responses: {
        /** @description Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
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
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Forbidden */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Conflict */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Content Too Large */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unsupported Media Type */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
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
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Internal Server Error */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Service Unavailable */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
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
        /** @description Not Found */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition Failed */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description ETags that the caller holds; 304 where one of them is current. */
        "If-None-Match": string;
        /** @description The collection of a registered type (`users`), or the name of another type. */
        Collection: string;
        /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
        Id: string;
        /** @description `current` shows entities as they are now, not as they were when the action was stored. */
        Expand: "current";
        /** @description Most items of a page. */
        Limit: number;
        /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
        Cursor: string;
        /** @description Which follows; `*` is every flag. */
        Flag: "*" | string;
        /** @description Only actions with exactly this verb. */
        Verb: string;
        /** @description Only what is not older; inclusive. */
        Since: string;
        /** @description Only what is older; exclusive. */
        Until: string;
        /** @description The form of the stream, in place of `Accept`. */
        Format: "as2" | "atom" | "jsonfeed" | "rss" | "as2-collection";
        /** @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter. */
        "If-Match": string;
        /** @description The same key and body again answers the first action and stores nothing; another body is 409. */
        "Idempotency-Key": string;
        /** @description `true` adds the entity's own public actions. */
        Own: "true" | "false";
        /** @description For services: who follows. A user may name only himself. */
        User: components["schemas"]["ReferenceText"];
        /** @description Only entities of this type. */
        Type: string[];
    };
    requestBodies: never;
    headers: {
        /** @description Where it is. */
        Location: string;
        /** @description `Bearer`, and of a bad token what is wrong with it. */
        "WWW-Authenticate": string;
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
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only actions with exactly this verb. */
                verb?: components["parameters"]["Verb"];
                /** @description Only what is not older; inclusive. */
                since?: components["parameters"]["Since"];
                /** @description Only what is older; exclusive. */
                until?: components["parameters"]["Until"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
                /** @description The form of the stream, in place of `Accept`. */
                format?: components["parameters"]["Format"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
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
                    "application/json": components["schemas"]["ActionPage"];
                    "application/activity+json": {
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/feed+json": {
                        version: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postAction: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again answers the first action and stores nothing; another body is 409. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
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
                    "application/json": components["schemas"]["Action"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postActionsBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again answers the first action and stores nothing; another body is 409. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
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
                    "application/json": components["schemas"]["ActionResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAction: {
        parameters: {
            query?: {
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
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
                    "application/json": components["schemas"]["Action"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAction: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The reverse of `If-Match`: `*` writes only where nothing is stored yet. */
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
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patchAction: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The reverse of `If-Match`: `*` writes only where nothing is stored yet. */
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
                    "application/json": components["schemas"]["Action"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTypeActivity: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only actions with exactly this verb. */
                verb?: components["parameters"]["Verb"];
                /** @description Only what is not older; inclusive. */
                since?: components["parameters"]["Since"];
                /** @description Only what is older; exclusive. */
                until?: components["parameters"]["Until"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
                /** @description The form of the stream, in place of `Accept`. */
                format?: components["parameters"]["Format"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
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
                    "application/json": components["schemas"]["ActionPage"];
                    "application/activity+json": {
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/feed+json": {
                        version: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntityActivity: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only actions with exactly this verb. */
                verb?: components["parameters"]["Verb"];
                /** @description Only what is not older; inclusive. */
                since?: components["parameters"]["Since"];
                /** @description Only what is older; exclusive. */
                until?: components["parameters"]["Until"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
                /** @description The form of the stream, in place of `Accept`. */
                format?: components["parameters"]["Format"];
                /** @description Only actions in which the entity plays this part. */
                role?: "actor" | "target" | "action_object";
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
                    "application/json": components["schemas"]["ActionPage"];
                    "application/activity+json": {
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/feed+json": {
                        version: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOwnFeed: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only actions with exactly this verb. */
                verb?: components["parameters"]["Verb"];
                /** @description Only what is not older; inclusive. */
                since?: components["parameters"]["Since"];
                /** @description Only what is older; exclusive. */
                until?: components["parameters"]["Until"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
                /** @description The form of the stream, in place of `Accept`. */
                format?: components["parameters"]["Format"];
                /** @description Which follows; `*` is every flag. */
                flag?: components["parameters"]["Flag"];
                /** @description `true` adds the entity's own public actions. */
                own?: components["parameters"]["Own"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
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
                    "application/json": components["schemas"]["ActionPage"];
                    "application/activity+json": {
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/feed+json": {
                        version: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntityFeed: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only actions with exactly this verb. */
                verb?: components["parameters"]["Verb"];
                /** @description Only what is not older; inclusive. */
                since?: components["parameters"]["Since"];
                /** @description Only what is older; exclusive. */
                until?: components["parameters"]["Until"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
                /** @description The form of the stream, in place of `Accept`. */
                format?: components["parameters"]["Format"];
                /** @description Which follows; `*` is every flag. */
                flag?: components["parameters"]["Flag"];
                /** @description `true` adds the entity's own public actions. */
                own?: components["parameters"]["Own"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
                    "application/json": components["schemas"]["ActionPage"];
                    "application/activity+json": {
                        type: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/feed+json": {
                        version: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
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
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unfollow: {
        parameters: {
            query?: {
                /** @description Which follows; `*` is every flag. */
                flag?: components["parameters"]["Flag"];
                /** @description `true` posts an action that tells of it. */
                send_action?: "true" | "false";
                /** @description For services: who follows. A user may name only himself. */
                user?: components["parameters"]["User"];
            };
            header?: never;
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
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
                    "application/json": components["schemas"]["FollowResults"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFollowers: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Which follows; `*` is every flag. */
                flag?: components["parameters"]["Flag"];
                /** @description Only entities of this type. */
                type?: components["parameters"]["Type"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
                    "application/json": components["schemas"]["FollowPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFollowing: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Which follows; `*` is every flag. */
                flag?: components["parameters"]["Flag"];
                /** @description Only entities of this type. */
                type?: components["parameters"]["Type"];
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
                    "application/json": components["schemas"]["FollowPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    isFollowing: {
        parameters: {
            query?: {
                /** @description Which follows; `*` is every flag. */
                flag?: components["parameters"]["Flag"];
                /** @description For services: who follows. A user may name only himself. */
                user?: components["parameters"]["User"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
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
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEntity: {
        parameters: {
            query?: {
                /** @description `current` shows entities as they are now, not as they were when the action was stored. */
                expand?: components["parameters"]["Expand"];
            };
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
                    "application/json": components["schemas"]["EntityWithCounts"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putEntity: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The reverse of `If-Match`: `*` writes only where nothing is stored yet. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
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
                    "application/json": components["schemas"]["EntityWithCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteEntity: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The reverse of `If-Match`: `*` writes only where nothing is stored yet. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The collection of a registered type (`users`), or the name of another type. */
                collection: components["parameters"]["Collection"];
                /** @description The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8. */
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
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags that the caller holds; 304 where one of them is current. */
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
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
