// Made from /openapi.json by `node --import tsx bin/client-types.ts`; a test compares them.

export type paths = {
    "/api/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One verdict with its reasons for a credential, an address, a domain, or a file sent as it is or in a form (PNG, SVG, PDF, JSON, JWT). */
        post: operations["postApiV1Verifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verify/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A seal by Accept: page, verdict (JSON), application/vc+jwt, application/vc+ld+json. */
        get: operations["getVerifyId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status/{issuer}/{purpose}/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A Bitstring Status List by Accept: application/vc+ld+json (default), application/vc+jwt. */
        get: operations["getStatusIssuerPurposeNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seals/{id}/openbadge.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal as an Open Badge 3.0. */
        get: operations["getSealsIdOpenbadgeJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issuers/{slug}/did.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The DID document of an issuer (did:web). */
        get: operations["getIssuersSlugDidJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of all issuers, each with its `iss`. */
        get: operations["getWellKnownJwksJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List seals: an issuer its own, staff all. */
        get: operations["getApiV1Seals"];
        put?: never;
        /** Issue a seal, or draft one. A `reference` sent twice makes one seal (200 with it). */
        post: operations["postApiV1Seals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One seal with its history. */
        get: operations["getApiV1SealsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a draft in force. */
        post: operations["postApiV1SealsIdIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a seal out of force for a while; the suspension bit of its list is set. */
        post: operations["postApiV1SealsIdSuspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a suspended seal in force again. */
        post: operations["postApiV1SealsIdReinstate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a seal for good; the revocation bit of its list is set. */
        post: operations["postApiV1SealsIdRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lengthen a seal: the same id, signed anew. Without `validUntil` by the time of its kind. */
        post: operations["postApiV1SealsIdRenew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/decline-renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no to a renewal that the member asked for; the seal stays in force to its end. */
        post: operations["postApiV1SealsIdDeclineRenewal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/supersede": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue a new seal in the place of one that is not true any more; the old address leads to it. */
        post: operations["postApiV1SealsIdSupersede"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a CSV file (text/csv) with the columns member, kind, domain, valid_until, licence_number, certificate, reference, registration_number, address, contact_email; nothing is issued yet. The same file again is the same batch. */
        post: operations["postApiV1SealsBatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a batch is. */
        get: operations["getApiV1SealsBatchesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/batches/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its rows with what is wrong with them. */
        get: operations["getApiV1SealsBatchesIdRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/batches/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue what is valid. */
        post: operations["postApiV1SealsBatchesIdIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issuer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the issuer decides about its seals, and how they look. */
        get: operations["getApiV1Issuer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change it, for all seals of the issuer at once. `markSvg` is a drawing, of which only shapes are kept; null takes it away. */
        patch: operations["patchApiV1Issuer"];
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List members with their domains. */
        get: operations["getApiV1Members"];
        put?: never;
        /** Enter a member. */
        post: operations["postApiV1Members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member with its domains. */
        get: operations["getApiV1MembersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a member. */
        patch: operations["patchApiV1MembersId"];
        trace?: never;
    };
    "/api/v1/members/{id}/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put down a domain of a member; the answer says how it is proved. */
        post: operations["postApiV1MembersIdDomains"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/domains/{domain}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a domain from a member; not while a seal stands on it. */
        delete: operations["deleteApiV1MembersIdDomainsDomain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/domains/{domain}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look for the proof of a domain now, with all that follows for its seals. */
        post: operations["postApiV1MembersIdDomainsDomainCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The officers and contacts of a member. */
        get: operations["getApiV1MembersIdOfficers"];
        put?: never;
        /** Enter an officer of a member, known by the address. */
        post: operations["postApiV1MembersIdOfficers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/officers/{officer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an officer out; the entry is deleted. */
        delete: operations["deleteApiV1MembersIdOfficersOfficer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks. */
        get: operations["getApiV1Webhooks"];
        put?: never;
        /** Be told of every change of a seal (Standard Webhooks). The secret is in this answer only. */
        post: operations["postApiV1Webhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a webhook. */
        delete: operations["deleteApiV1WebhooksId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, newest first. */
        get: operations["getApiV1WebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{message}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again, with the same id. */
        post: operations["postApiV1WebhooksIdDeliveriesMessageRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/misuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a seal was shown without right: websites and days, nothing about visitors. An issuer its own, staff all. */
        get: operations["getApiV1SealsIdMisuse"];
        put?: never;
        /** Report a page that shows a seal without right. Its host is kept, nothing else. */
        post: operations["postApiV1SealsIdMisuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seals/{id}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look whether a seal stands right on a page of its own website, and whether that website names the seal too. */
        get: operations["getApiV1SealsIdPlacement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List requests by time left. */
        get: operations["getApiV1Requests"];
        put?: never;
        /** File a request: one case per right, committed before the answer. */
        post: operations["postApiV1Requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request with its clock, timeline and outcome. */
        get: operations["getApiV1RequestsReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer as a ZIP. Each download is evidence. */
        get: operations["getApiV1RequestsReferencePackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show files that a check waits for: who somebody is (L4), that they may act for another, or what a field should say. All are kept or none. */
        post: operations["postApiV1RequestsReferenceProofs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/hand-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in the file that was found in a system searched by a person. Ends that search; the file becomes part of the answer. */
        post: operations["postApiV1RequestsReferenceHandIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portability/incoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A package of another organisation (GDPR Art. 20(2)), signed by RFC 9421; answers a signed receipt. */
        post: operations["postApiV1PortabilityIncoming"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "identity". */
        post: operations["postApiV1RequestsReferenceIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/identity-doubt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "identity-doubt". */
        post: operations["postApiV1RequestsReferenceIdentityDoubt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "message". */
        post: operations["postApiV1RequestsReferenceMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/clarification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "clarification". */
        post: operations["postApiV1RequestsReferenceClarification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/clarification-answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "clarification-answer". */
        post: operations["postApiV1RequestsReferenceClarificationAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "extension". */
        post: operations["postApiV1RequestsReferenceExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee". */
        post: operations["postApiV1RequestsReferenceFee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee-payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee-payment". */
        post: operations["postApiV1RequestsReferenceFeePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee-waiver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee-waiver". */
        post: operations["postApiV1RequestsReferenceFeeWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee-dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee-dispute". */
        post: operations["postApiV1RequestsReferenceFeeDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee-dispute-decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee-dispute-decision". */
        post: operations["postApiV1RequestsReferenceFeeDisputeDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee-narrowing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee-narrowing". */
        post: operations["postApiV1RequestsReferenceFeeNarrowing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/fee-refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "fee-refund". */
        post: operations["postApiV1RequestsReferenceFeeRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/issuer-decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "issuer-decision". */
        post: operations["postApiV1RequestsReferenceIssuerDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/issuer-assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "issuer-assignment". */
        post: operations["postApiV1RequestsReferenceIssuerAssignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "corrections". */
        post: operations["postApiV1RequestsReferenceCorrections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "statement". */
        post: operations["postApiV1RequestsReferenceStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/portability-basis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "portability-basis". */
        post: operations["postApiV1RequestsReferencePortabilityBasis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "review". */
        post: operations["postApiV1RequestsReferenceReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "decision". */
        post: operations["postApiV1RequestsReferenceDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "approval". */
        post: operations["postApiV1RequestsReferenceApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/restriction-terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "restriction-terms". */
        post: operations["postApiV1RequestsReferenceRestrictionTerms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/restrict-meanwhile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "restrict-meanwhile". */
        post: operations["postApiV1RequestsReferenceRestrictMeanwhile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/lift-announcement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "lift-announcement". */
        post: operations["postApiV1RequestsReferenceLiftAnnouncement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/balancing-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "balancing-test". */
        post: operations["postApiV1RequestsReferenceBalancingTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "release". */
        post: operations["postApiV1RequestsReferenceRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "withdrawal". */
        post: operations["postApiV1RequestsReferenceWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/classification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "classification". */
        post: operations["postApiV1RequestsReferenceClassification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/authority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "authority". */
        post: operations["postApiV1RequestsReferenceAuthority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "forward". */
        post: operations["postApiV1RequestsReferenceForward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/regime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "regime". */
        post: operations["postApiV1RequestsReferenceRegime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "join". */
        post: operations["postApiV1RequestsReferenceJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "contact". */
        post: operations["postApiV1RequestsReferenceContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/complaint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "complaint". */
        post: operations["postApiV1RequestsReferenceComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/complaint-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "complaint-progress". */
        post: operations["postApiV1RequestsReferenceComplaintProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/complaint-outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "complaint-outcome". */
        post: operations["postApiV1RequestsReferenceComplaintOutcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/search-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "search-again". */
        post: operations["postApiV1RequestsReferenceSearchAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "note". */
        post: operations["postApiV1RequestsReferenceNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "assignment". */
        post: operations["postApiV1RequestsReferenceAssignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{reference}/task-done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the act "task-done". */
        post: operations["postApiV1RequestsReferenceTaskDone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** When is the answer due, and why? One input, or an array of up to 500. */
        post: operations["postApiV1Deadlines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sla": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts by state and urgency, share on time, days to answer. */
        get: operations["getApiV1Sla"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This process lives. */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything answers and the demo is seeded. */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        FiledRequest: {
            reference: string;
            /** Format: uuid */
            id: string;
            /** @enum {unknown} */
            status: "triage" | "received" | "acknowledged" | "identity" | "clarification" | "fee" | "assessing" | "issuer" | "deciding" | "fulfilling" | "answered" | "closed";
            /** Format: date-time */
            receivedAt: string;
            dueOn: string | null;
            /** Format: date */
            safeOn: string;
            /** Format: uri */
            statusUrl: string;
            linked: string[];
        };
        RequestItem: {
            reference: string;
            right: ("access" | "rectification" | "erasure" | "restriction" | "objection" | "portability") | null;
            /** @enum {unknown} */
            status: "triage" | "received" | "acknowledged" | "identity" | "clarification" | "fee" | "assessing" | "issuer" | "deciding" | "fulfilling" | "answered" | "closed";
            /** @enum {unknown} */
            channel: "form" | "email" | "api" | "post" | "phone" | "in_person" | "social" | "other";
            /** Format: date-time */
            receivedAt: string;
            dueOn: string | null;
            /** Format: date */
            safeOn: string;
            /** Format: date */
            targetOn: string;
            linked: string[];
        };
        RequestDetail: components["schemas"]["RequestItem"] & {
            /** Format: uuid */
            id: string;
            outcome: ("granted" | "partly-granted" | "refused" | "not-held" | "forwarded" | "withdrawn" | "no-reply") | null;
            /** @description The request that answers for this one too; `outcome` is that one's, null until it has one. */
            joinedTo?: string;
            /** @enum {unknown} */
            regime?: "STATUTORY" | "POLICY_ONLY";
            items?: {
                system: string;
                collection: string;
                field?: string;
                rowCount: number;
                /** @enum {unknown} */
                regime: "STATUTORY" | "POLICY_ONLY";
                /** @enum {unknown} */
                ground: "staff" | "sole-trader" | "categories";
                /** @description Whether our answer holds it. */
                isGiven: boolean;
                forwarded?: {
                    to: string;
                    /** Format: date */
                    on: string;
                    /** Format: date */
                    theirDueOn: string;
                };
            }[];
            earlierAnswer?: {
                /** Format: date */
                on: string;
                /** Format: date */
                reopenedOn: string;
                /** @enum {unknown} */
                because: "late-answer" | "answer-returned" | "fee-paid-late";
                wasInTime: boolean;
            };
            /** @description The organisations this person is an officer of; `isNaturalPerson`: a sole trader. */
            organisations?: {
                /** Format: uuid */
                id: string;
                name: string;
                isNaturalPerson: boolean;
            }[];
            proofs?: components["schemas"]["ProofFile"][];
            /** @description What is asked to be corrected; `id` names the field, for the files that show its right value. */
            corrections?: {
                /** Format: uuid */
                id?: string;
                record: string;
                field: string;
                proposed: string;
                reason?: string;
            }[];
            clock: Record<string, never>;
            timeline: {
                /** Format: date-time */
                at: string;
                event: string;
                actor: string;
                text: string;
            }[];
            assessment?: {
                known: Record<string, never>;
                presumed: Record<string, never>;
            };
            decision?: {
                /** @enum {unknown} */
                outcome: "granted" | "partly-granted" | "refused" | "not-held" | "forwarded" | "withdrawn" | "no-reply";
                reasons: string;
                by: string;
                /** Format: date-time */
                at: string;
                table?: string;
                rule?: string | null;
                article?: string;
                letter?: string | null;
                facts?: string[];
                missing?: string[];
                isOverride?: boolean;
            };
            approvals?: {
                /** @enum {unknown} */
                kind: "decision" | "fee";
                ground: string;
                /** @enum {unknown} */
                status: "open" | "approved" | "declined" | "superseded";
                proposedBy: string;
                /** Format: date-time */
                proposedAt: string;
                decidedBy: string | null;
                decidedAt: string | null;
            }[];
            package?: {
                /** Format: uri */
                url: string;
                sha256: string;
                sizeBytes: number;
                /** Format: date-time */
                expiresAt: string;
            };
        };
        ProofFile: {
            /** Format: uuid */
            id: string;
            /** @enum {unknown} */
            kind: "identity" | "authority";
            /** @enum {unknown} */
            via: "page" | "mail" | "api";
            mediaType: string;
            sizeBytes: number;
            sha256: string;
            /** Format: date-time */
            receivedAt: string;
            shownAt: string | null;
            /** @description A file is deleted at its check, after seven days in any case. */
            deletedAt: string | null;
        };
        SlaFigures: {
            /** @description Neither answered nor ended. */
            open: number;
            overdue: number;
            /** @description Due today or within the seven days after it, and not overdue. */
            dueWithin7Days: number;
            /** @description The next step is somebody else's. */
            waiting: number;
            answeredThisMonth: number;
            /** @description Of the last thirteen months; null where nothing was answered. */
            onTimeShare: number | null;
            byStatus: {
                [key: string]: number;
            };
            byRight: {
                [key: string]: number;
            };
            byChannel: {
                [key: string]: number;
            };
            byUrgency: {
                late: number;
                soon: number;
                calm: number;
                held: number;
            };
            daysToAnswer: {
                /** @description Days within which half were answered; null where nothing was. */
                p50: number | null;
                p90: number | null;
                p99: number | null;
            };
            /** @description Due on each of the next thirty days on which something is. */
            horizon: {
                /** Format: date */
                date: string;
                late: number;
                soon: number;
                calm: number;
                held: number;
            }[];
            /**
             * Format: date
             * @description The day all of it is counted for, at the place of the controller.
             */
            today: string;
            dueToday: number;
            /** @description Not overdue, due within a week, not decided. */
            atRisk: number;
            waitingFor: {
                us: number;
                decided: number;
                requester: number;
                issuer: number;
            };
            waitingForApproval: number;
            byJurisdiction: {
                [key: string]: number;
            };
            byIssuer: {
                [key: string]: number;
            };
            /** @description By account id; empty: nobody yet. */
            byAssignee: {
                [key: string]: number;
            };
            /** @description The last thirteen months, oldest first; the last is the present one. */
            months: {
                month: string;
                answered: number;
                onTime: number;
                received: number;
                daysToAnswer: {
                    /** @description Days within which half were answered; null where nothing was. */
                    p50: number | null;
                    p90: number | null;
                    p99: number | null;
                };
            }[];
            onTimeBy: {
                right: {
                    [key: string]: {
                        month: string;
                        answered: number;
                        onTime: number;
                    }[];
                };
                channel: {
                    [key: string]: {
                        month: string;
                        answered: number;
                        onTime: number;
                    }[];
                };
                jurisdiction: {
                    [key: string]: {
                        month: string;
                        answered: number;
                        onTime: number;
                    }[];
                };
                issuer: {
                    [key: string]: {
                        month: string;
                        answered: number;
                        onTime: number;
                    }[];
                };
            };
            daysToAnswerBy: {
                right: {
                    [key: string]: {
                        /** @description Days within which half were answered; null where nothing was. */
                        p50: number | null;
                        p90: number | null;
                        p99: number | null;
                    };
                };
                channel: {
                    [key: string]: {
                        /** @description Days within which half were answered; null where nothing was. */
                        p50: number | null;
                        p90: number | null;
                        p99: number | null;
                    };
                };
                jurisdiction: {
                    [key: string]: {
                        /** @description Days within which half were answered; null where nothing was. */
                        p50: number | null;
                        p90: number | null;
                        p99: number | null;
                    };
                };
                issuer: {
                    [key: string]: {
                        /** @description Days within which half were answered; null where nothing was. */
                        p50: number | null;
                        p90: number | null;
                        p99: number | null;
                    };
                };
            };
            forecast: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
                due: number;
                expectedNew: number;
                expectedAnswers: number;
            }[];
        };
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
        SealItem: {
            /** Format: uuid */
            id: string;
            /** @enum {unknown} */
            status: "draft" | "active" | "suspended" | "revoked" | "expired" | "superseded";
            /** @enum {unknown} */
            kind: "website" | "digital-compliance" | "verification" | "business-trust" | "privacy" | "membership-trust" | "corporate-member" | "dynamic-trust" | "dynamic-website" | "industry-organisation";
            member: string;
            domain: string;
            /** Format: date-time */
            validFrom: string;
            /** Format: date-time */
            validUntil: string;
            /** Format: uri */
            verifyUrl: string;
        };
        SealDetail: components["schemas"]["SealItem"] & {
            issuer: string;
            /** Format: uuid */
            memberId: string;
            kindName: string;
            states: string;
            licenceNumber: string | null;
            certificate: string | null;
            version: number;
            supersedes: string | null;
            supersededBy: string | null;
            reference: string | null;
            isPublic: boolean;
            /** @enum {unknown} */
            domainState: "unproven" | "proven" | "failing" | "lost";
            domainUnicode: string;
            linkBack: {
                /** @enum {unknown} */
                said: "agrees" | "silent" | "differs" | "unreadable";
                /** Format: date-time */
                askedAt: string;
            } | null;
            acts: string[];
            open: {
                /** Format: uuid */
                id: string;
                /** @enum {unknown} */
                kind: "renewal" | "domain";
                /** Format: date-time */
                openedAt: string;
                /** Format: date-time */
                dueAt: string;
            }[];
            history: {
                /** Format: date-time */
                at: string;
                event: string;
                actor: string;
                role: string;
                text: string;
                reason?: string;
            }[];
        };
        Member: {
            /** Format: uuid */
            id: string;
            name: string;
            registrationNumber: string;
            address: string;
            contactEmail: string | null;
            language: string;
            reference: string | null;
            endedAt: string | null;
            domains: {
                domain: string;
                unicode: string;
                /** @enum {unknown} */
                state: "unproven" | "proven" | "failing" | "lost";
                provenBy: ("dns" | "file") | null;
                provenAt: string | null;
                checkedAt: string | null;
                failingSince: string | null;
                problem: string | null;
                looksLike: string | null;
                proof: {
                    dnsName: string;
                    dnsValue: string;
                    fileUrl: string;
                    fileContent: string;
                };
            }[];
        };
        Verification: {
            /** @enum {unknown} */
            verdict: "invalid" | "unknown" | "wrong-domain" | "revoked" | "superseded" | "suspended" | "expired" | "not-yet-valid" | "valid";
            reasons: {
                code: string;
                text: string;
            }[];
            /** Format: date-time */
            checkedAt: string;
            seal?: Record<string, never>;
            /** @description The id (DID or address) under which a credential of another issuer was signed. `valid` says that this id signed it, not who that is. */
            otherIssuer?: string;
        };
    };
    responses: {
        /** @description A problem (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    postApiV1Verifications: {
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
                 *       "domain": "northpier.example"
                 *     }
                 */
                "application/json": {
                    credential?: string | {
                        [key: string]: unknown;
                    };
                    url?: string;
                    domain?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    getVerifyId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    getStatusIssuerPurposeNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issuer: string;
                purpose: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    getSealsIdOpenbadgeJson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    getIssuersSlugDidJson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    getWellKnownJwksJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    getApiV1Seals: {
        parameters: {
            query?: {
                status?: "draft" | "active" | "suspended" | "revoked" | "expired" | "superseded";
                kind?: string;
                member?: string;
                q?: string;
                expiresBefore?: string;
                issuer?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SealItem"][];
                        hasMore: boolean;
                        after: string | null;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1Seals: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": {
                 *         "name": "Lantern Works Ltd",
                 *         "domain": "lantern-works.example"
                 *       },
                 *       "kind": "membership-trust",
                 *       "licenceNumber": "LW-2041"
                 *     }
                 */
                "application/json": {
                    member: string | {
                        name: string;
                        registrationNumber?: string;
                        address?: string;
                        domain?: string;
                        contactEmail?: string;
                        /** @enum {string} */
                        language?: "en" | "de" | "fr";
                        reference?: string;
                    };
                    kind: string;
                    domain?: string;
                    licenceNumber?: string;
                    /** Format: uuid */
                    certificate?: string;
                    validFrom?: string;
                    validUntil?: string;
                    draft?: boolean;
                    /** @enum {string} */
                    status?: "draft" | "active";
                    reference?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1SealsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdIssue: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The certificate was renewed."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdSuspend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The yearly audit is outstanding."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdReinstate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The audit was passed."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdRevoke: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The membership has ended."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdRenew: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Another year of membership."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    validUntil?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdDeclineRenewal: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The member has not paid its fee."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdSupersede: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "domain": "lantern-works.example",
                 *       "reason": "The member has a new name."
                 *     }
                 */
                "application/json": {
                    reason: string;
                    domain?: string;
                    licenceNumber?: string | null;
                    validUntil?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1SealsBatches: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1SealsBatchesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    getApiV1SealsBatchesIdRows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    postApiV1SealsBatchesIdIssue: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1Issuer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    patchApiV1Issuer: {
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
                 *       "secondContactEmail": "deputy@harbour-institute.example",
                 *       "covers": {
                 *         "www": true,
                 *         "subdomains": false
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    language?: "en" | "de" | "fr";
                    contactEmail?: string | null;
                    secondContactEmail?: string | null;
                    brandName?: string | null;
                    brandColour?: string;
                    letterhead?: {
                        name?: string | null;
                        address?: string[];
                        registration?: string | null;
                    };
                    logo?: string | null;
                    markSvg?: string | null;
                    covers?: {
                        www?: boolean;
                        subdomains?: boolean;
                    };
                    /** @enum {string} */
                    whenRevoked?: "say-so" | "unknown";
                    /** @enum {string} */
                    whenSuspended?: "say-so" | "unknown";
                    /** @enum {string} */
                    whenDomainLost?: "suspend" | "warn";
                    domainGraceDays?: number;
                    renewalGraceDays?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1Members: {
        parameters: {
            query?: {
                q?: string;
                issuer?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        hasMore: boolean;
                        after: string | null;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1Members: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Quayside Chandlers Ltd",
                 *       "domain": "quayside-chandlers.example",
                 *       "contactEmail": "office@quayside-chandlers.example",
                 *       "language": "en"
                 *     }
                 */
                "application/json": {
                    name: string;
                    registrationNumber?: string;
                    address?: string;
                    domain?: string;
                    contactEmail?: string;
                    /** @enum {string} */
                    language?: "en" | "de" | "fr";
                    reference?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1MembersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    patchApiV1MembersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "4 Quay Street, Bristol BS1 4DJ"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    registrationNumber?: string;
                    address?: string;
                    contactEmail?: string | null;
                    /** @enum {string} */
                    language?: "en" | "de" | "fr";
                    isEnded?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1MembersIdDomains: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "domain": "shop.lantern-works.example"
                 *     }
                 */
                "application/json": {
                    domain: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    deleteApiV1MembersIdDomainsDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1MembersIdDomainsDomainCheck: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    getApiV1MembersIdOfficers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            position: string;
                            email: string;
                            phone: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    postApiV1MembersIdOfficers: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ines Okafor",
                 *       "position": "Director",
                 *       "email": "ines@lantern-works.example"
                 *     }
                 */
                "application/json": {
                    name: string;
                    position: string;
                    email: string;
                    phone?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        position: string;
                        email: string;
                        phone: string;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    deleteApiV1MembersIdOfficersOfficer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                officer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    getApiV1Webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    postApiV1Webhooks: {
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
                 *       "url": "https://hooks.harbour-institute.example/seals",
                 *       "events": [
                 *         "seal.issued",
                 *         "seal.revoked"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Format: uri */
                    url: string;
                    /** @default [] */
                    events?: ("seal.drafted" | "seal.issued" | "seal.suspended" | "seal.reinstated" | "seal.revoked" | "seal.renewed" | "seal.superseded" | "seal.expired" | "seal.hidden" | "seal.expiry_warned" | "seal.misuse_detected")[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    deleteApiV1WebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1WebhooksIdDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                before?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1WebhooksIdDeliveriesMessageRedeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    getApiV1SealsIdMisuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            host: string;
                            /** Format: date */
                            day: string;
                            /** @enum {unknown} */
                            source: "seen" | "reported";
                            claim: ("copied" | "untrue" | "other") | null;
                            count: number;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    postApiV1SealsIdMisuse: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "page": "https://copy.example/about",
                 *       "claim": "copied"
                 *     }
                 */
                "application/json": {
                    page: string;
                    /**
                     * @default copied
                     * @enum {string}
                     */
                    claim?: "copied" | "untrue" | "other";
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    getApiV1SealsIdPlacement: {
        parameters: {
            query?: {
                page?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uri */
                        page: string;
                        found: ("image" | "frame" | "component")[];
                        problems: ("NOT_HTTPS" | "NOT_FOUND_ON_PAGE" | "OTHER_SEAL" | "IMAGE_WITHOUT_CROSSORIGIN" | "IMAGE_WITH_CREDENTIALS" | "IMAGE_WITHOUT_LINK" | "FRAME_WITHOUT_TITLE" | "FRAME_SANDBOX_NO_POPUPS" | "COMPONENT_WITHOUT_SCRIPT" | "COMPONENT_WITHOUT_INTEGRITY" | "COMPONENT_OTHER_INTEGRITY" | "CSP_FORBIDS_IMAGE" | "CSP_FORBIDS_FRAME" | "CSP_FORBIDS_SCRIPT" | "CSP_FORBIDS_CONNECT" | "PAGE_UNREACHABLE" | "PAGE_REDIRECTS" | "PAGE_FAILED")[];
                        redirectsTo?: string;
                        isRight: boolean;
                        /** @enum {unknown} */
                        linkBack: "agrees" | "silent" | "differs" | "unreadable";
                    };
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    getApiV1Requests: {
        parameters: {
            query?: {
                status?: "triage" | "received" | "acknowledged" | "identity" | "clarification" | "fee" | "assessing" | "issuer" | "deciding" | "fulfilling" | "answered" | "closed";
                right?: "access" | "rectification" | "erasure" | "restriction" | "objection" | "portability";
                overdue?: "true" | "false";
                dueBefore?: string;
                dueFrom?: string;
                group?: "open" | "waiting" | "approval";
                channel?: "form" | "email" | "api" | "post" | "phone" | "in_person" | "social" | "other";
                jurisdiction?: "EU" | "UK";
                issuer?: string;
                assignedTo?: string | "nobody";
                urgency?: "late" | "soon" | "calm" | "held";
                turn?: "us" | "decided" | "requester" | "issuer";
                atRisk?: "true" | "false";
                receivedIn?: string;
                answeredIn?: string;
                onTime?: "true" | "false";
                q?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RequestItem"][];
                        hasMore: boolean;
                        after: string | null;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    postApiV1Requests: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "right": [
                 *         "access",
                 *         "erasure"
                 *       ],
                 *       "jurisdiction": "UK",
                 *       "requester": {
                 *         "name": "Mara Lindqvist",
                 *         "email": "mara.lindqvist@post.example"
                 *       },
                 *       "details": "Send me a copy of what you hold, then delete it."
                 *     }
                 */
                "application/json": {
                    right: ("access" | "rectification" | "erasure" | "restriction" | "objection" | "portability") | ("access" | "rectification" | "erasure" | "restriction" | "objection" | "portability")[];
                    /** @enum {string} */
                    jurisdiction?: "EU" | "UK";
                    calendar?: string;
                    requester: {
                        name: string;
                        email: string;
                    };
                    onBehalfOf?: string;
                    behalf?: {
                        /** @enum {string} */
                        capacity: "authorised" | "parent" | "guardian" | "organisation";
                        email?: string;
                    };
                    childAge?: number;
                    answerTo?: string;
                    details?: string;
                    corrections?: {
                        record: string;
                        field: string;
                        proposed: string;
                        reason?: string;
                    }[];
                    transferTo?: string;
                    objection?: {
                        /** @enum {string} */
                        kind: "direct_marketing" | "legitimate_interest" | "public_task" | "research" | "other_basis";
                        grounds?: string;
                    };
                    restrictMeanwhile?: boolean;
                    /** @enum {string} */
                    channel?: "form" | "email" | "api" | "post" | "phone" | "in_person" | "social" | "other";
                    receivedAt?: string;
                    /** @enum {string} */
                    language?: "en" | "de" | "fr";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiledRequest"];
                };
            };
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getApiV1RequestsReference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    getApiV1RequestsReferencePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceProofs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @enum {string} */
                    kind: "identity" | "authority" | "correction";
                    personEmail?: string;
                    /** Format: uuid */
                    correction?: string;
                    files: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proofs: components["schemas"]["ProofFile"][];
                        /** @description What shows the right values of a rectification. */
                        files: {
                            /** Format: uuid */
                            id: string;
                            correction: string | null;
                            mediaType: string;
                            sizeBytes: number;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceHandIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    system: string;
                    note?: string;
                    files: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    postApiV1PortabilityIncoming: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: string;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceIdentity: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "level": "L2",
                 *       "how": "Answered two questions that only this customer can know."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    level: "L0" | "L1" | "L2" | "L3" | "L4";
                    how: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceIdentityDoubt: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "doubt": "different-address",
                 *       "level": "L3",
                 *       "why": "The answer is to go to an address that we do not know."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    doubt: "address-not-proven" | "different-address" | "identity-data-change" | "sensitive-data" | "conflicting-claims";
                    /** @enum {string} */
                    level: "L3" | "L4";
                    why: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceMessage: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "We have found the second invoice; it comes with our answer."
                 *     }
                 */
                "application/json": {
                    text: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceClarification: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "question": "Which of your two memberships do you mean?"
                 *     }
                 */
                "application/json": {
                    question: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceClarificationAnswer: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The one with the guild."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceExtension: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "complexity",
                 *       "reasons": "Nine systems hold data, two of them on paper."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    ground: "complexity" | "number";
                    reasons: string;
                    sentNow?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFee: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "further-copy",
                 *       "amountMinor": 450,
                 *       "currency": "GBP",
                 *       "calculation": "Copying 3.00, postage 1.50.",
                 *       "covers": [
                 *         "copying",
                 *         "postage"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    ground: "unfounded-or-excessive" | "further-copy" | "policy-corporate";
                    amountMinor: number;
                    currency: string;
                    calculation: string;
                    covers?: ("staff-time" | "copying" | "postage" | "media" | "first-copy" | "identity-check" | "explanation" | "transfer" | "size" | "deterrence" | "profit")[];
                    evidence?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFeePayment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paidOn": "2026-11-20"
                 *     }
                 */
                "application/json": {
                    /** Format: date */
                    paidOn?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFeeWaiver: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Asked only once so far."
                 *     }
                 */
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFeeDispute: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "I asked for one copy only."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFeeDisputeDecision: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "verdict": "cancel",
                 *       "reasons": "It was the first copy."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    verdict: "uphold" | "reduce" | "cancel";
                    amountMinor?: number;
                    reasons: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFeeNarrowing: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Only the last two years."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceFeeRefund: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The request was withdrawn before work began."
                 *     }
                 */
                "application/json": {
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceIssuerDecision: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "verdict": "approve"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    verdict: "approve" | "correct" | "refuse" | "ask";
                    value?: string;
                    reason?: string;
                    /** Format: uuid */
                    correction?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceIssuerAssignment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issuer": "harbour-institute"
                 *     }
                 */
                "application/json": {
                    issuer: string | null;
                    /** Format: uuid */
                    correction?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceCorrections: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "corrections": [
                 *         {
                 *           "record": "Membership",
                 *           "field": "name",
                 *           "proposed": "Mara Lind",
                 *           "reason": "I have married."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    corrections: {
                        record: string;
                        field: string;
                        proposed: string;
                        reason?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceStatement: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "I hold that the entry of May is wrong."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferencePortabilityBasis: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "system": "shop",
                 *       "collection": "orders",
                 *       "basis": "contract"
                 *     }
                 */
                "application/json": {
                    system: string;
                    collection: string;
                    /** @enum {string} */
                    basis: "consent" | "contract" | "other";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceReview: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "release": [],
                 *       "withhold": []
                 *     }
                 */
                "application/json": {
                    /** @default [] */
                    release?: string[];
                    /** @default [] */
                    withhold?: string[];
                    redact?: {
                        key: string;
                        field: string;
                        reason: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceDecision: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "granted",
                 *       "reasons": "The identity is proven and nothing stands against it."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    outcome: "granted" | "partly-granted" | "refused" | "not-held";
                    reasons: string;
                    facts?: {
                        /** @enum {string} */
                        subject?: "unknown" | "living_person" | "deceased" | "legal_person_data_only";
                        /** @enum {string} */
                        role?: "unknown" | "controller" | "joint_controller" | "processor";
                        /** @enum {string} */
                        marketingObjection?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        identity?: "unknown" | "proven" | "not_doubted" | "doubted" | "cannot_be_identified";
                        /** @enum {string} */
                        agent?: "unknown" | "none" | "authorised" | "not_proven";
                        /** @enum {string} */
                        unfoundedOrExcessive?: "unknown" | "no" | "proven";
                        /** @enum {string} */
                        secondPerson?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        held?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        largeQuantity?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        scopeUnclear?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        askedBefore?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        copy?: "unknown" | "first" | "further";
                        /** @enum {string} */
                        fee?: "unknown" | "none" | "open" | "settled";
                        /** @enum {string} */
                        exemption?: "unknown" | "none" | "part" | "all" | "expression" | "legal_obligation" | "public_task" | "public_health" | "archiving" | "claims";
                        /** @enum {string} */
                        thirdParty?: "unknown" | "none" | "redactable" | "inseparable";
                        /** @enum {string} */
                        nature?: "unknown" | "fact" | "opinion" | "historic_record";
                        /** @enum {string} */
                        claim?: "unknown" | "inaccurate" | "incomplete";
                        /** @enum {string} */
                        evidence?: "unknown" | "sufficient" | "insufficient" | "none";
                        /** @enum {string} */
                        ownCheck?: "unknown" | "confirms" | "contradicts" | "not_possible";
                        /** @enum {string} */
                        issuerVerdict?: "unknown" | "confirmed" | "denied" | "silent" | "not_asked";
                        /** @enum {string} */
                        correctAtTheTime?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        relevantForPurpose?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        daysLeft?: "unknown" | "more_than_seven" | "seven_or_less";
                        /** @enum {string} */
                        copyFirst?: "unknown" | "waiting" | "not_asked_or_given";
                        /** @enum {string} */
                        ground?: "unknown" | "a" | "b" | "c" | "d" | "e" | "f" | "none";
                        /** @enum {string} */
                        wantsRestriction?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        necessary?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        madePublic?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        unlawful?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        opposesErasure?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        weNoLongerNeed?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        neededForClaims?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        kind?: "unknown" | "direct_marketing" | "legitimate_interest" | "public_task" | "research" | "other_basis";
                        /** @enum {string} */
                        basis?: "unknown" | "consent" | "contract" | "legal_obligation" | "vital" | "public_task" | "legitimate_interest" | "recognised_legitimate_interest";
                        /** @enum {string} */
                        neededForPublicInterestResearch?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        legalClaims?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        compelling?: "unknown" | "demonstrated" | "not_demonstrated" | "pending";
                        /** @enum {string} */
                        situation?: "unknown" | "given" | "not_given";
                        /** @enum {string} */
                        automated?: "unknown" | "yes" | "no";
                        /** @enum {string} */
                        provenance?: "unknown" | "given" | "observed" | "derived" | "third_party";
                        /** @enum {string} */
                        othersAffected?: "unknown" | "no" | "separable" | "inseparable";
                        /** @enum {string} */
                        mode?: "unknown" | "to_person" | "to_controller";
                        /** @enum {string} */
                        feasible?: "unknown" | "yes" | "no";
                    };
                    override?: {
                        reason: string;
                    };
                    evidence?: string[];
                    categories?: {
                        system: string;
                        collection: string;
                        /** @enum {string} */
                        decide: "erase" | "keep";
                        ground: string;
                        why?: string;
                        until?: string;
                    }[];
                    fields?: {
                        /** Format: uuid */
                        correction: string;
                        apply: boolean;
                        reason?: string;
                        facts?: {
                            /** @enum {string} */
                            subject?: "unknown" | "living_person" | "deceased" | "legal_person_data_only";
                            /** @enum {string} */
                            role?: "unknown" | "controller" | "joint_controller" | "processor";
                            /** @enum {string} */
                            marketingObjection?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            identity?: "unknown" | "proven" | "not_doubted" | "doubted" | "cannot_be_identified";
                            /** @enum {string} */
                            agent?: "unknown" | "none" | "authorised" | "not_proven";
                            /** @enum {string} */
                            unfoundedOrExcessive?: "unknown" | "no" | "proven";
                            /** @enum {string} */
                            secondPerson?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            held?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            largeQuantity?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            scopeUnclear?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            askedBefore?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            copy?: "unknown" | "first" | "further";
                            /** @enum {string} */
                            fee?: "unknown" | "none" | "open" | "settled";
                            /** @enum {string} */
                            exemption?: "unknown" | "none" | "part" | "all" | "expression" | "legal_obligation" | "public_task" | "public_health" | "archiving" | "claims";
                            /** @enum {string} */
                            thirdParty?: "unknown" | "none" | "redactable" | "inseparable";
                            /** @enum {string} */
                            nature?: "unknown" | "fact" | "opinion" | "historic_record";
                            /** @enum {string} */
                            claim?: "unknown" | "inaccurate" | "incomplete";
                            /** @enum {string} */
                            evidence?: "unknown" | "sufficient" | "insufficient" | "none";
                            /** @enum {string} */
                            ownCheck?: "unknown" | "confirms" | "contradicts" | "not_possible";
                            /** @enum {string} */
                            issuerVerdict?: "unknown" | "confirmed" | "denied" | "silent" | "not_asked";
                            /** @enum {string} */
                            correctAtTheTime?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            relevantForPurpose?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            daysLeft?: "unknown" | "more_than_seven" | "seven_or_less";
                            /** @enum {string} */
                            copyFirst?: "unknown" | "waiting" | "not_asked_or_given";
                            /** @enum {string} */
                            ground?: "unknown" | "a" | "b" | "c" | "d" | "e" | "f" | "none";
                            /** @enum {string} */
                            wantsRestriction?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            necessary?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            madePublic?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            unlawful?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            opposesErasure?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            weNoLongerNeed?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            neededForClaims?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            kind?: "unknown" | "direct_marketing" | "legitimate_interest" | "public_task" | "research" | "other_basis";
                            /** @enum {string} */
                            basis?: "unknown" | "consent" | "contract" | "legal_obligation" | "vital" | "public_task" | "legitimate_interest" | "recognised_legitimate_interest";
                            /** @enum {string} */
                            neededForPublicInterestResearch?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            legalClaims?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            compelling?: "unknown" | "demonstrated" | "not_demonstrated" | "pending";
                            /** @enum {string} */
                            situation?: "unknown" | "given" | "not_given";
                            /** @enum {string} */
                            automated?: "unknown" | "yes" | "no";
                            /** @enum {string} */
                            provenance?: "unknown" | "given" | "observed" | "derived" | "third_party";
                            /** @enum {string} */
                            othersAffected?: "unknown" | "no" | "separable" | "inseparable";
                            /** @enum {string} */
                            mode?: "unknown" | "to_person" | "to_controller";
                            /** @enum {string} */
                            feasible?: "unknown" | "yes" | "no";
                        };
                    }[];
                    stops?: ("newsletter" | "partner-sharing" | "log-analysis" | "other")[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceApproval: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approve": true
                 *     }
                 */
                "application/json": {
                    approve: boolean;
                    reason?: string;
                    /** @enum {string} */
                    kind?: "decision" | "fee";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceRestrictionTerms: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "a"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    ground: "a" | "b" | "c" | "d";
                    scope?: {
                        system: string;
                        collection?: string;
                        /** Format: uuid */
                        rowKey?: string;
                    }[];
                    allowedUses?: ("consent" | "legal-claims" | "protection-of-others" | "public-interest")[];
                    /** Format: date */
                    reviewOn?: string;
                    linkedRequest?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceRestrictMeanwhile: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceLiftAnnouncement: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "liftOn": "2027-03-01",
                 *       "reason": "The accuracy was established."
                 *     }
                 */
                "application/json": {
                    /** Format: date */
                    liftOn?: string;
                    reason: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceBalancingTest: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "interests": "Detecting copied seals.",
                 *       "necessity": "No milder means was found.",
                 *       "situation": "A sole trader whose name is the name of the firm.",
                 *       "safeguards": "Deleted after 90 days.",
                 *       "conclusion": "The interests of the person weigh more."
                 *     }
                 */
                "application/json": {
                    interests: string;
                    necessity: string;
                    situation: string;
                    safeguards: string;
                    conclusion: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceRelease: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "No longer needed."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceClassification: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rights": [
                 *         "access"
                 *       ]
                 *     }
                 */
                "application/json": {
                    rights: ("access" | "rectification" | "erasure" | "restriction" | "objection" | "portability")[];
                    /** @enum {string} */
                    objectionKind?: "direct_marketing" | "legitimate_interest" | "public_task" | "research" | "other_basis";
                    onBehalfOf?: string;
                    behalf?: {
                        /** @enum {string} */
                        capacity: "authorised" | "parent" | "guardian" | "organisation";
                        email?: string;
                    };
                    childAge?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceAuthority: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "verdict": "confirmed",
                 *       "how": "Power of attorney seen, number 12 of 2026."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    verdict: "confirmed" | "doubted" | "missing";
                    how: string;
                    personEmail?: string;
                    /** @enum {string} */
                    answerTo?: "requester" | "person";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceForward: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "Harbour Institute",
                 *       "contact": "rights@harbour-institute.example",
                 *       "why": "They decide over the register."
                 *     }
                 */
                "application/json": {
                    to: string;
                    contact?: string;
                    why: string;
                    items?: ({
                        system: string;
                        collection: string;
                        field?: string;
                    } | {
                        /** Format: uuid */
                        correction: string;
                    })[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceRegime: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "regime": "POLICY_ONLY",
                 *       "why": "Only data of the company are asked for."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    regime: "STATUTORY" | "POLICY_ONLY";
                    why: string;
                    items?: {
                        system: string;
                        collection: string;
                        field?: string;
                    }[];
                    soleTrader?: {
                        is: boolean;
                        /** Format: uuid */
                        member?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceJoin: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "with": "RR-2026-4F7K2M"
                 *     }
                 */
                "application/json": {
                    with: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceContact: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "mara.lindqvist@post.example",
                 *       "how": "Written by hand on the letter."
                 *     }
                 */
                "application/json": {
                    email: string;
                    /** @enum {string} */
                    level?: "L0" | "L1" | "L2" | "L3" | "L4";
                    how: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceComplaint: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Two invoices are missing from the copy.",
                 *       "channel": "email"
                 *     }
                 */
                "application/json": {
                    text: string;
                    /** @enum {string} */
                    channel?: "form" | "email" | "api" | "post" | "phone" | "in_person" | "social" | "other";
                    /** Format: date */
                    receivedOn?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceComplaintProgress: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "We are asking the archive."
                 *     }
                 */
                "application/json": {
                    text: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceComplaintOutcome: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "finding": "upheld",
                 *       "reasons": "Two invoices were missing; they are enclosed."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    finding: "upheld" | "upheld-in-part" | "not-upheld";
                    reasons: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceSearchAgain: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "system": "shop"
                 *     }
                 */
                "application/json": {
                    system?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceNote: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The archive was called; they look again on Monday."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceAssignment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": null
                 *     }
                 */
                "application/json": {
                    to: string | null;
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1RequestsReferenceTaskDone: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "system": "archive",
                 *       "note": "Nothing was found in the boxes of 2019 to 2021."
                 *     }
                 */
                "application/json": {
                    system: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    postApiV1Deadlines: {
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
                 *       "jurisdiction": "UK",
                 *       "calendar": "ENG",
                 *       "right": "access",
                 *       "received": "2026-11-25T10:00:00Z",
                 *       "events": [
                 *         {
                 *           "type": "extension-notified",
                 *           "on": "2026-12-10"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Of the controller whose duty it is.
                     * @enum {string}
                     */
                    jurisdiction: "EU" | "UK";
                    /** @description Public holidays of the place where the controller acts. */
                    calendar: string;
                    /** @description Default: that of the calendar's place. */
                    timeZone?: string;
                    /** @enum {string} */
                    right: "access" | "rectification" | "erasure" | "restriction" | "objection" | "portability";
                    /** @description When the request reached the controller. */
                    received: string;
                    events: {
                        /**
                         * @description What happened.
                         * @enum {string}
                         */
                        type: "identity-requested" | "identity-received" | "authority-requested" | "authority-received" | "clarification-requested" | "clarification-received" | "fee-notified" | "fee-paid" | "fee-waived" | "extension-notified";
                        /** @description Local date of the controller. */
                        on: string;
                        /** @description Which clarification is asked or answered. */
                        ref?: string;
                        /**
                         * @description Ground of a fee; only unfounded-or-excessive moves the UK start.
                         * @enum {string}
                         */
                        ground?: "unfounded-or-excessive" | "further-copy" | "policy-corporate";
                        /** @description EU: false where not asked without delay or without reasonable doubt. */
                        promptly?: boolean;
                    }[];
                } | {
                    /**
                     * @description Of the controller whose duty it is.
                     * @enum {string}
                     */
                    jurisdiction: "EU" | "UK";
                    /** @description Public holidays of the place where the controller acts. */
                    calendar: string;
                    /** @description Default: that of the calendar's place. */
                    timeZone?: string;
                    /** @enum {string} */
                    right: "access" | "rectification" | "erasure" | "restriction" | "objection" | "portability";
                    /** @description When the request reached the controller. */
                    received: string;
                    events: {
                        /**
                         * @description What happened.
                         * @enum {string}
                         */
                        type: "identity-requested" | "identity-received" | "authority-requested" | "authority-received" | "clarification-requested" | "clarification-received" | "fee-notified" | "fee-paid" | "fee-waived" | "extension-notified";
                        /** @description Local date of the controller. */
                        on: string;
                        /** @description Which clarification is asked or answered. */
                        ref?: string;
                        /**
                         * @description Ground of a fee; only unfounded-or-excessive moves the UK start.
                         * @enum {string}
                         */
                        ground?: "unfounded-or-excessive" | "further-copy" | "policy-corporate";
                        /** @description EU: false where not asked without delay or without reasonable doubt. */
                        promptly?: boolean;
                    }[];
                }[];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never> | Record<string, never>[];
                };
            };
            422: components["responses"]["Problem"];
        };
    };
    getApiV1Sla: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaFigures"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            503: components["responses"]["Problem"];
        };
    };
}
