// Made from docs/openapi.json: node scripts/run.mjs openapi
export interface paths {
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the platform at work? 503 when its database does not answer */
        get: operations["HealthController_getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the process answer? Asks nothing else: restart it when it does not */
        get: operations["HealthController_getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Should requests be sent here? 503 when database, migrations or object store are missing, and before the process stops */
        get: operations["HealthController_getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in with login and password, staff with a code of the second factor too */
        post: operations["AuthController_logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token for new tokens of the same session */
        post: operations["AuthController_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one can log in besides login and password */
        get: operations["AuthController_ways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/demo-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Embedded demo mode alone: who can be played, with the password and code of this moment. 404 elsewhere */
        get: operations["AuthController_listDemoAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose account this is, and what it may do */
        get: operations["MeController_getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open windows: where people can go. */
        get: operations["ServiceWindowsController_list"];
        put?: never;
        /** Opens a window. The same code in the same division opens none twice. */
        post: operations["ServiceWindowsController_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/windows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ServiceWindowsController_get"];
        /** Its clerks act for the departments that are given here from their next request on. */
        put: operations["ServiceWindowsController_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/windows/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a window for good; its clerks may do nothing there any more. */
        post: operations["ServiceWindowsController_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where this account is logged in */
        get: operations["SessionsController_list"];
        put?: never;
        post?: never;
        /** Sign out everywhere, here too */
        delete: operations["SessionsController_signOutEverywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the account's sessions; its tokens do not serve from the next request on */
        delete: operations["SessionsController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out here */
        post: operations["SessionsController_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for the secret of a new second factor; it counts when a code of it was shown */
        post: operations["SecondFactorController_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the code for which a session waits that the identity provider began */
        post: operations["SecondFactorController_give"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a code of the new second factor; from then on every log-in asks for one */
        post: operations["SecondFactorController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password; the other sessions of the account end */
        post: operations["PasswordController_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/browser/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in a browser; the tokens come as cookies */
        post: operations["BrowserController_logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/browser/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with the session of the cookies */
        post: operations["BrowserController_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/browser/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out here and remove the cookies */
        post: operations["BrowserController_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to the identity provider; to be opened as a page */
        get: operations["OidcController_begin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from the identity provider: to the portal when the identity is linked; when not, to be linked in the session that went there */
        get: operations["OidcController_finish"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The identities of providers that open this account */
        get: operations["OidcController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc/identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Unlink one of them */
        delete: operations["OidcController_unlinkOne"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link the identity with which this session has just come back from the provider to its account */
        post: operations["OidcController_link"];
        /** Unlink the account from all identities of providers */
        delete: operations["OidcController_unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers a mandate in one's own name to an agent, who is named by name and number. Whether somebody has them is not told. */
        post: operations["MandatesController_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/given": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that one has given, newest first. */
        get: operations["MandatesController_given"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that one holds or was offered, newest first. */
        get: operations["MandatesController_held"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For both sides. */
        get: operations["MandatesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The agent accepts: from its first day on the agent may act. */
        post: operations["MandatesController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The named agent declines. */
        post: operations["MandatesController_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The principal takes the offer or the mandate back: effective at the agent's next request. */
        post: operations["MandatesController_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/give-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The agent gives the mandate up. */
        post: operations["MandatesController_giveUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/security-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Acts that fit every filter, newest first. Addresses are masked, reasons not shown. */
        get: operations["SecurityLogController_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/security-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, all of it, as JSON Lines or CSV; masked likewise. That it was exported is recorded. */
        get: operations["SecurityLogController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/security-log/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One act unmasked, with its reason. That it was read is recorded. */
        get: operations["SecurityLogController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With what signatures of tree heads are checked. Get them once from somebody whom you trust, and compare. */
        get: operations["AuditProofsController_publicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/heads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["AuditProofsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/acts/{actId}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That a security act is in the log. */
        get: operations["AuditProofsController_ofAct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/cases/{caseId}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That an end of an event chain, at this event or behind it, is in the log. */
        get: operations["AuditProofsController_ofEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the tree of one size begins the tree of another. */
        get: operations["AuditProofsController_consistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registrations/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Made-up persons and companies to register with: where the platform runs as a demonstration, 404 elsewhere. */
        get: operations["RegistrationsController_getOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registrations/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a one-time code to a mobile. */
        post: operations["RegistrationsController_sendCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens an account of level 1. The answer says nothing about whose number it is, nor whether it is known. */
        post: operations["RegistrationsController_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recoveries/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a code to the mobile of the account, if there is one; the answer does not tell. */
        post: operations["RecoveriesController_sendCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password and ends all sessions. From level 2 on, number and name are asked for too. */
        post: operations["RecoveriesController_recover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the account says to be, as long as that is not proven. */
        get: operations["OwnAccountController_getClaim"];
        /** Mends what was mistyped at the registration. */
        put: operations["OwnAccountController_correctClaim"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/identity-proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the population register; when it confirms, the account has level 2. */
        post: operations["OwnAccountController_prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/mobile/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a one-time code to a new mobile. */
        post: operations["OwnAccountController_sendMobileCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the mobile; the old one is told. */
        put: operations["OwnAccountController_changeMobile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/open-matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What keeps the account from being closed. */
        get: operations["OwnAccountController_openMatters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes the account for ever. Drafts are thrown away, cases stay. */
        post: operations["OwnAccountController_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity-checks/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an account of level 1 says of its person, masked. A POST, because logins do not belong into addresses. */
        post: operations["IdentityChecksController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity-checks/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms that the papers on the counter, typed here by the clerk, are those of who the account says to be. */
        post: operations["IdentityChecksController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-recoveries/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The checked account of who the paper shows. */
        post: operations["WindowRecoveriesController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-recoveries/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a code to the mobile that the owner has with them. */
        post: operations["WindowRecoveriesController_sendCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What colleagues of the division have asked for and nobody has confirmed yet. */
        get: operations["WindowRecoveriesController_list"];
        put?: never;
        /** Asks for the recovery: a colleague confirms it within half an hour. Until then nothing changes; the old mobile is told. */
        post: operations["WindowRecoveriesController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-recoveries/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The colleague types the paper too. Gives the account the mobile; for a day its owner can set a new password without the register. */
        post: operations["WindowRecoveriesController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-attendances/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person at the own counter now. */
        get: operations["WindowAttendancesController_current"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-attendances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins with the person whose paper lies on the counter; ends the former one. From then on the clerk applies in their name. */
        post: operations["WindowAttendancesController_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-attendances/licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The person lets the clerk use their licences in place of papers, or no more; recorded. It ends with the attendance. */
        put: operations["WindowAttendancesController_allowLicences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/window-attendances/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The person has left: nothing of theirs is open to the clerk any more. */
        post: operations["WindowAttendancesController_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff-accounts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds accounts in the order in which they were opened. A POST, because names do not belong into addresses. */
        post: operations["StaffAccountsController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes an account with its first post; it does nothing until a security administrator approves. */
        post: operations["StaffAccountsController_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff-accounts/{accountId}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps any account out, a resident's too, and ends its sessions. An administrator's is locked by two: `account-measures`. */
        post: operations["StaffAccountsController_lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff-accounts/{accountId}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["StaffAccountsController_unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/role-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["RoleGrantsController_list"];
        put?: never;
        /** Proposes to give an account a role at an office, or to end one. */
        post: operations["RoleGrantsController_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/role-grants/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It takes effect at the account's next request. */
        post: operations["RoleGrantsController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/role-grants/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RoleGrantsController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account-measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["AccountMeasuresController_list"];
        put?: never;
        /** Proposes to lock or unlock an administrator, or to reset the second factor of an account whose owner has lost it. */
        post: operations["AccountMeasuresController_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account-measures/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It takes effect at once. A reset answers with a recovery code for the owner, once. */
        post: operations["AccountMeasuresController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account-measures/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AccountMeasuresController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["OwnCorrectionsController_list"];
        put?: never;
        /** Asks for it: corrected at once if the population register confirms it, otherwise it waits for a window. Submitted cases stay as they are. */
        post: operations["OwnCorrectionsController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/corrections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** As long as it is not decided. */
        delete: operations["OwnCorrectionsController_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those that wait in one's divisions, oldest first. */
        get: operations["CorrectionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the person says. That it was opened is shown to them. */
        get: operations["CorrectionsController_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrects it: the official types what the paper on the counter shows. */
        post: operations["CorrectionsController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CorrectionsController_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/corrections/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in one file for a correction that waits: its bytes are the body. The same request with the same Idempotency-Key is one file. */
        post: operations["CorrectionFilesController_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/corrections/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, to be saved. */
        get: operations["CorrectionFilesController_openOwn"];
        put?: never;
        post?: never;
        /** As long as the correction waits. */
        delete: operations["CorrectionFilesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For who decides on it. That it was opened is shown to its person. */
        get: operations["CorrectionFilesController_openAtWindow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/one-things": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Searches the one-things (一件事), best match first. */
        get: operations["OneThingsController_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/one-things/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The guide: who can apply, what one gets, which items, and what is saved in the standard situation. */
        get: operations["OneThingsController_guide"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/one-things/{code}/questionnaire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions whose answers decide which items, papers and fields are needed. */
        get: operations["OneThingsController_questionnaire"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/one-things/{code}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The plan for these answers: items in their order, one form, one set of papers, promised time and savings. Stores nothing. */
        post: operations["OneThingsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/items/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service guide (办事指南) of one item. */
        get: operations["CatalogueReferenceController_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Divisions (行政区划) one level below `parent`. */
        get: operations["CatalogueReferenceController_divisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CatalogueReferenceController_departments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licence-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Types of electronic licences (电子证照) that are issued or accepted here. */
        get: operations["CatalogueReferenceController_licenceTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own cases, and those of the principals whose mandates one holds, newest first. */
        get: operations["CasesController_listOwn"];
        put?: never;
        /** Begins an application for a one-thing. */
        post: operations["CasesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case with its items: for its applicant, and for the offices that handle an item of it. */
        get: operations["CasesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one may do now with the one-thing as a whole. */
        get: operations["CasesController_openCommands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, in order. */
        get: operations["CasesController_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What must be corrected now, by item. */
        get: operations["CasesController_corrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The merged form and materials of one's own case, with what was answered. */
        get: operations["CasesController_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Saves a draft. It may be incomplete; what is there must be right. */
        put: operations["CasesController_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Throws a draft away. */
        post: operations["CasesController_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submits a draft. What is missing or wrong is named, field by field. */
        post: operations["CasesController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws every item that is not decided yet. */
        post: operations["CasesController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands over results, together or in parts, at the window of the lead department. */
        post: operations["CasesController_deliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/delivery-choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For the applicant and agents; for the window that hands the results over, while it has to, and then recorded. */
        get: operations["DeliveryChoiceController_get"];
        /** Any time before the results are handed over. The same choice once more changes nothing. */
        put: operations["DeliveryChoiceController_choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/supervision/case": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the items of a case stand that are handled in the supervisor's division, by an official number; nothing of the applicant. */
        get: operations["SupervisionController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/supervision/overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is late now in the supervisor's divisions, the longest overdue first, 200 at most; nothing of the applicants. */
        get: operations["SupervisionController_listOverdue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Values of fields that an item of one's office asks for. Who, why and which fields goes into the security log, and is shown to the person. */
        post: operations["UnmaskingController_unmask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fields that this item asks for, with their values. */
        get: operations["ItemCasesController_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When its limits end, and how each date came about. */
        get: operations["ItemCasesController_clock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one may do with this item now. */
        get: operations["ItemCasesController_openCommands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes what was handed in (收件); the five working days for acceptance begin. */
        post: operations["ItemCasesController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks once for everything that must be corrected (补正告知). */
        post: operations["ItemCasesController_askCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/corrections/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The applicant's answer (补正). */
        post: operations["ItemCasesController_answerCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts (受理): the promised time begins. Materials may come later, or a promise stand for a check. */
        post: operations["ItemCasesController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/steps/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Completes the present step of the item's process by one of its outcomes. */
        post: operations["ItemCasesController_completeStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides (决定): grants, or refuses with reasons. */
        post: operations["ItemCasesController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues the result (制证): it is put into the licence register and reaches the items that wait for it. */
        post: operations["ItemCasesController_issueResult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws this item alone (撤回), until it is decided. */
        post: operations["ItemCasesController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends back what cannot be received as it is (预审退回). */
        post: operations["ItemCasesController_returnForRework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The applicant submits again after a return. */
        post: operations["ItemCasesController_resubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/corrections/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for corrections a second time before acceptance: a head's decision, with its reason. */
        post: operations["ItemCasesController_askCorrectionAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/not-accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does not accept (不予受理), and says whose business it is, if another authority's. */
        post: operations["ItemCasesController_notAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a special procedure (特别程序): its time is not counted. */
        post: operations["ItemHandlingController_startProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/procedures/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the special procedure. */
        post: operations["ItemHandlingController_endProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes to extend the promise (延期), once. */
        post: operations["ItemHandlingController_proposeExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/extension/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves the extension: a head, and not who proposed it. */
        post: operations["ItemHandlingController_approveExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/extension/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rejects the extension. */
        post: operations["ItemHandlingController_rejectExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/later-materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The applicant has handed in the materials that could come later. */
        post: operations["ItemHandlingController_supplyLater"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/promise-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records whether a promise (告知承诺) was kept; once more, when what was found broken has been put right. */
        post: operations["ItemHandlingController_checkPromise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/grant-withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws the grant (撤销准予) of an item whose promise was found broken: a head, with reasons. */
        post: operations["ItemHandlingController_withdrawGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forwards the item to the same department's office above (转报). */
        post: operations["ItemHandlingController_forwardUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the handling (终止), for example because the applicant has ceased to exist. */
        post: operations["ItemHandlingController_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopens an item that was refused, not accepted, expired or ended: a supervisor, with reasons. */
        post: operations["ItemHandlingController_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open item cases of the offices in which one holds a post. All filters that are given must hold. */
        get: operations["QueueController_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many items stand in which state and light, by office: for tabs. */
        get: operations["QueueController_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases whose results are made and wait to be handed over at the window of the lead department, the oldest first. */
        get: operations["QueueController_toDeliver"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the approval of a head: extensions that somebody else has proposed. */
        get: operations["QueueController_toApprove"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Promises (告知承诺) of one's offices that are to be checked, or to be put right and checked again; of granted items too. */
        get: operations["QueueController_toCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/applicant-search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open items of an applicant whose whole number or name is known, in the offices in which one holds a post. */
        post: operations["QueueController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who handles cases in an office: to hand over, assign, stand in. */
        get: operations["QueueController_listColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events. `ready`: nothing is missed from now on, so read what is shown once more. `changed` says that something is otherwise: `items` (`caseId`, `itemId`) of the queues that one sees, and whether
         *     the list of what is to be handed over is concerned (`deliveries`). What it is, `GET /api/queues/items` tells. Ends with the session.
         */
        get: operations["QueueEventsController_listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an item for oneself (领办); a substitute takes over what an absent colleague has claimed. */
        post: operations["ClaimsController_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/claim/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an item back to the office. */
        post: operations["ClaimsController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/claim/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands an item that one works on over to a colleague (移交). */
        post: operations["ClaimsController_handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/items/{itemId}/claim/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head gives an item to somebody of the office (分派), whoever works on it now. */
        post: operations["ClaimsController_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/bulk/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receives up to 100 items. */
        post: operations["BulkController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/bulk/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up to 100 items to somebody of the office. */
        post: operations["BulkController_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Present and coming absences in one's offices. */
        get: operations["AbsencesController_list"];
        put?: never;
        /** Says from when to when somebody is away, and who stands in. */
        post: operations["AbsencesController_declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queues/absences/{absenceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an absence back. */
        delete: operations["AbsencesController_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, who has it now, until when and why, and what the applicant must do. */
        get: operations["ProgressController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a case stands, by its number and query code: without names and free texts. By an item's number that item alone. */
        post: operations["TrackingController_track"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/materials/{material}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands in one file: its bytes are the body. PDF, JPEG, PNG or WebP, told by the content, which must agree with the name. The
         *     same request with the same Idempotency-Key is one file.
         */
        post: operations["CaseFilesController_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/materials/{material}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, to be saved. For the applicant, and for the offices whose items ask for the material. */
        get: operations["CaseFilesController_download"];
        put?: never;
        post?: never;
        /** Throws a file of a draft away. */
        delete: operations["CaseFilesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every material with its files and what stands for it. An office sees those that its items ask for. */
        get: operations["CaseMaterialsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/materials/{material}/licence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The licence that stands for the paper, in the version that the case uses. */
        get: operations["CaseMaterialsController_getLicence"];
        /** Attaches the licence that the material's subject holds now. Another holder must have consented. */
        put: operations["CaseMaterialsController_attachLicence"];
        post?: never;
        /** Takes the licence away again. */
        delete: operations["CaseMaterialsController_detachLicence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/materials/{material}/promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Makes a promise (告知承诺) in place of the paper, or takes it back. */
        put: operations["CaseMaterialsController_promise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything asked in one's case, oldest first. */
        get: operations["CaseConsentsController_list"];
        put?: never;
        /** Asks the person whose number stands in the draft. Whether anybody has that number is not told. */
        post: operations["CaseConsentsController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has said of a matter, and what became of it. */
        get: operations["RatingsController_list"];
        put?: never;
        /** Rates a completed matter, once, and once more after a bad rating was answered. The same request with the same Idempotency-Key is answered with the same rating. */
        post: operations["RatingsController_give"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which reasons each grade offers. */
        get: operations["RatingsController_offered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/rating-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The link for the person who stands at the own counter, whose case was submitted. */
        post: operations["RatingLinksController_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-links/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a link is for, and whether it can be used now. */
        post: operations["RatingLinksController_lookUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-links/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates what the link is for, once, and once more after it was mended. The same request with the same Idempotency-Key is answered again. */
        post: operations["RatingLinksController_give"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those of one's offices; of a supervisor, those of the division. */
        get: operations["BadRatingsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many stand where, and how many of them are overdue. */
        get: operations["BadRatingsController_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BadRatingsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name and mobile of the rater, for the call-back and for a reason. Recorded; the rater sees it. */
        post: operations["BadRatingsController_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/call-backs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The rater was called back (回访), or tried to be. */
        post: operations["BadRatingsController_callBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/finding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** True, mistaken, malicious, or a wish without legal basis (核实). What is held mistaken or malicious goes to another unit. */
        post: operations["BadRatingsController_judge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was mended (整改). Its clock stops. */
        post: operations["BadRatingsController_rectify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The answer to the rater (反馈), in words that the rater reads. */
        post: operations["BadRatingsController_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/appeal-decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the unit's appeal is upheld (申诉复核): by a supervisor who holds no post at that unit. */
        post: operations["BadRatingsController_decideAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/redispatch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It falls to another unit. Its days go on. */
        post: operations["BadRatingsController_redispatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in one file: its bytes are the body. A step names it by its id. The same request with the same Idempotency-Key is one file. */
        post: operations["BadRatingFilesController_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bad-ratings/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, to be saved. */
        get: operations["BadRatingFilesController_open"];
        put?: never;
        post?: never;
        /** As long as no step has named it. */
        delete: operations["BadRatingFilesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ratings that look suspicious and wait for a human, oldest first. They count until somebody excludes them. */
        get: operations["RatingReviewsController_listSuspicious"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-reviews/{ratingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RatingReviewsController_judge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Words of raters that wait to be published or withheld. */
        get: operations["RatingReviewsController_listWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rating-words/{ratingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RatingReviewsController_screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-bad-ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bad ratings that were handled to their end, latest first, and what published figures leave out. */
        get: operations["RatingReviewsController_published"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotline-ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates a completed matter for a caller who knows its number and query code. Recorded, with the operator. */
        post: operations["HotlineRatingsController_enter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StatisticsController_getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/popular": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was applied for most in the last 90 days: the order alone, not how often. */
        get: operations["StatisticsController_getPopular"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each counted figure means. */
        get: operations["OpenDataController_listDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/open-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenDataController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/open-data/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** JSON Schema of the data. */
        get: operations["OpenDataController_getSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/open-data/{dataset}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenDataController_getMonth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/open-data/{dataset}/{month}/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenDataController_getCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/open-data/{dataset}/{month}/xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenDataController_getXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FigureBoardController_getBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/board/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FigureBoardController_getCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/board/xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FigureBoardController_getXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/explanations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a figure means, and the cases behind it. */
        get: operations["FigureBoardController_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one was told, newest first. */
        get: operations["InboxController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks one notice as read; again changes nothing. */
        post: operations["InboxController_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks everything up to the newest notice that was seen as read. */
        post: operations["InboxController_readAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/notice-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The preferences, and why a channel carries nothing if it does not. */
        get: operations["NoticePreferencesController_get"];
        /** Replaces the preferences; the e-mail address only when it is given. The mobile number is the account's. */
        put: operations["NoticePreferencesController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries that were given up, with the reason. */
        get: operations["NoticeFailuresController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/failures/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a delivery again, when what was in the way has been mended. */
        post: operations["NoticeFailuresController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documents of a case, in the order in which they were issued. They appear a moment after what they are about. */
        get: operations["DocumentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/documents/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A decision as its applicant would read it if it were made now. Nothing is stored. */
        post: operations["DocumentsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document as a page that can be printed: no script, nothing loaded. */
        get: operations["DocumentsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/documents/{documentId}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same document as a sealed PDF, for who may read it. 409 while it is being made. */
        get: operations["DocumentsController_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about oneself, a list by kind of record. Nothing is masked. */
        get: operations["OwnDataController_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/data.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a page to be read and printed: no script, nothing loaded. */
        get: operations["OwnDataController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at data about oneself, newest first: which office and role, when, at what. Who the official is, the auditors know. */
        get: operations["OwnDataController_accessLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one holds, newest first; says whose each is. Numbers and names are masked. */
        get: operations["LicencesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One licence, whole. */
        get: operations["LicencesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sealed file, a PDF: for its holder, and the office that issued it. 409 while it is being made. */
        get: operations["LicencesController_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences/{id}/status-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the licence is in its state, the oldest record first. */
        get: operations["LicencesController_statusRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences/{id}/state-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the state: the head of the office that issued it. Who repeats it with the same `state` gets 409 with the present one. */
        post: operations["LicencesController_changeState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new version (换发) with other fields or another last day: the head of the issuing office. The version before is REPLACED, and a new file is made. */
        post: operations["LicencesController_replace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked of one, newest first. */
        get: operations["ConsentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/{id}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allows the use until the term ends. */
        post: operations["ConsentsController_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses the use. */
        post: operations["ConsentsController_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a granted consent back, until the decision that rests on it. */
        post: operations["ConsentsController_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/licences/{id}/presentations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code to show: signed, good for 60 seconds, read once. Asking again gives another one. */
        post: operations["PresentationsController_show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/presentations/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a code stands for. Each is read once; the holder sees in `GET /api/me/access-log` which office read it. */
        post: operations["PresentationsController_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SealsController_list"];
        put?: never;
        post: operations["SealsController_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SealsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/versions/{version}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it looks, also before it is made. */
        get: operations["SealsController_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SealsController_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new version with a new key, which goes the whole way again. */
        post: operations["SealsController_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SealsController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SealsController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/make": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes key, certificates and the signed seal. */
        post: operations["SealsController_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is on file with the authority in charge (备案). */
        post: operations["SealsController_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From now on it may be used; the version before is replaced. */
        post: operations["SealsController_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SealsController_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["SealsController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For good; its certificates are revoked. */
        post: operations["SealsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verification/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Is this file genuine, and does the licence stand? The bytes are the body; nothing of them is kept. At most 8 MiB. */
        post: operations["VerificationController_verifyFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verification/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The state of the licence with this identifier and this holder. Whether it is the identifier or the name that is wrong is not told. */
        post: operations["VerificationController_query"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verification/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roots, revocations and suspensions of today, signed: with it a file is verified without us (`onething licence verify`). */
        get: operations["VerificationController_trustList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imported-licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own and those of the children in one's care. */
        get: operations["ImportedLicencesController_list"];
        put?: never;
        /**
         * Brings the PDF of a licence that somebody else issued. It must be one's own, or a child's, and verify with a trust list of this platform; with
         *     `unverified=true` a file that nobody here can judge is kept too. What is altered, revoked or of somebody else is refused, with the reason.
         */
        post: operations["ImportedLicencesController_bring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imported-licences/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ImportedLicencesController_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imported-licences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ImportedLicencesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The items for applicants of other provinces, with mode and deciding-place rule. */
        get: operations["CrossProvinceController_listItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/items/{code}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is filled in and handed in for an item that is complete here. */
        get: operations["CrossProvinceController_getForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/items/{code}/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which place decides, and its form-check list; what is wrong with the place is said so that the clerk can act upon it. */
        get: operations["CrossProvinceController_findPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open cases of the own offices: those taken in here, or those to be decided here. */
        get: operations["CrossProvinceController_listQueue"];
        put?: never;
        /** Takes an application in and sends it to the deciding place. */
        post: operations["CrossProvinceController_takeIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/cross-province-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own cases that another province decides. */
        get: operations["CrossProvinceController_listOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With one timeline of both places. */
        get: operations["CrossProvinceController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases/{id}/intake-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Papers posted, a correction passed on, a withdrawal. */
        post: operations["CrossProvinceController_actAtIntake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases/{id}/handling-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Papers received, a correction asked for, acceptance, special procedures, delivery. */
        post: operations["CrossProvinceController_handle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not accepted, granted, refused, ended. */
        post: operations["CrossProvinceController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases/{id}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The applicant rates the two places apart, each once, when the case is over; the deciding place is told. */
        post: operations["CrossProvinceController_rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in one file: its bytes are the body. Taking in, a correction, a decision or a delivery names it by its id, and sends it along. */
        post: operations["CrossCaseFilesController_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** As long as no step has named it. */
        delete: operations["CrossCaseFilesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cross-province/cases/{id}/files/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a case, from whichever place it came; for both offices and the applicant. */
        get: operations["CrossCaseFilesController_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExchangeConsoleController_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was refused, open entries unless another state is asked for. */
        get: operations["ExchangeConsoleController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/quarantine/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks into it again, when what was in the way has been mended. */
        post: operations["ExchangeConsoleController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/quarantine/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For good. */
        post: operations["ExchangeConsoleController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        HealthDto: {
            /** @enum {string} */
            status: "ok";
        };
        ReadinessDto: {
            /** @enum {string} */
            status: "ready";
            /** @description What was asked, and did answer. */
            checks: string[];
        };
        LoginDto: {
            /** @description The name with which the account was opened; small and capital letters are alike. */
            login: string;
            password: string;
            /** @description Of the second factor, where the account has one: 6 digits, or a recovery code. */
            code?: string;
        };
        TokenDto: {
            /**
             * @description What the session still lacks; until then it serves for nothing else.
             * @enum {string|null}
             */
            limitedTo: "secondFactor" | "enrolment" | "passwordChange" | null;
            /** @description Send it as `Authorization: Bearer …`. */
            accessToken: string;
            /** @enum {string} */
            tokenType: "Bearer";
            /** @description Of the access token, seconds. */
            expiresIn: number;
            /** @description For `POST /api/auth/refresh`, once. */
            refreshToken: string;
        };
        RefreshDto: {
            /** @description As the log-in or the last refresh gave it. It serves once. */
            refreshToken: string;
        };
        LogInWaysDto: {
            /** @description An identity provider is set up: `GET /api/auth/oidc`. */
            external: boolean;
        };
        DemoPartDto: {
            zh: string;
            en: string;
        };
        DemoAccountDto: {
            login: string;
            /** @description Everybody knows it. */
            password: string;
            who: components["schemas"]["DemoPartDto"];
            /** @description Of the second factor; null for accounts without one. It serves once. */
            code: string | null;
        };
        DemoAccountListDto: {
            /** @description These accounts are made up, for trying out. */
            demo: boolean;
            /** @description How long the codes are of this moment, seconds. */
            secondsLeft: number;
            entries: components["schemas"]["DemoAccountDto"][];
        };
        OwnPersonDto: {
            id: string;
            /** @enum {string} */
            kind: "natural" | "legal";
            name: string;
            /** @description A citizen's number is masked; the code of a company is public. Null for a newborn. */
            number: string | null;
        };
        PostDto: {
            /** @enum {string} */
            role: "clerk" | "windowClerk" | "reviewer" | "head" | "supervisor" | "administrator" | "securityAdministrator" | "auditor" | "hotlineOperator";
            departmentCode: string;
            divisionCode: string;
            /** @description Of a window clerk. */
            windowId?: string;
        };
        MeDto: {
            roles: ("resident" | "clerk" | "windowClerk" | "reviewer" | "head" | "supervisor" | "administrator" | "securityAdministrator" | "auditor" | "hotlineOperator")[];
            accountId: string;
            login: string;
            /** @enum {string} */
            kind: "resident" | "staff";
            /** @description Real-name level: 1 registered, 2 checked. */
            level: number;
            /** @description Masked; null when none was given. */
            mobile: string | null;
            person: components["schemas"]["OwnPersonDto"];
            posts: components["schemas"]["PostDto"][];
        };
        WindowTextDto: {
            zh: string;
            en: string;
        };
        WindowDto: {
            id: string;
            code: string;
            division: string;
            name: components["schemas"]["WindowTextDto"];
            place: components["schemas"]["WindowTextDto"];
            departments: string[];
            version: number;
        };
        WindowPageDto: {
            entries: components["schemas"]["WindowDto"][];
            /** @description To be given as `after` for the next page; absent on the last one. */
            next?: string;
        };
        OpenWindowDto: {
            /** @description As on the sign, for example `A03`; unique among the open windows of the division. */
            code: string;
            division: string;
            name: components["schemas"]["WindowTextDto"];
            /** @description Hall, floor and desk. */
            place: components["schemas"]["WindowTextDto"];
            /** @description Codes of the departments that it serves, 1 to 50. */
            departments: string[];
        };
        ChangeWindowDto: {
            /** @description The version that was seen. */
            version: number;
            name: components["schemas"]["WindowTextDto"];
            /** @description Hall, floor and desk. */
            place: components["schemas"]["WindowTextDto"];
            /** @description Codes of the departments that it serves, 1 to 50. */
            departments: string[];
        };
        CloseWindowDto: {
            /** @description The version that was seen. */
            version: number;
        };
        SessionDto: {
            id: string;
            /** @description Browser and system, or the name of a program. */
            device: string | null;
            /** @description From where the log-in came. */
            address: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string;
            /**
             * Format: date-time
             * @description At the latest; 30 minutes without a request end it before.
             */
            expiresAt: string;
            /** @description The session that asks. */
            current: boolean;
        };
        SessionListDto: {
            entries: components["schemas"]["SessionDto"][];
        };
        ReauthenticationDto: {
            /** @description Of the account; not needed within ten minutes of the log-in. */
            password?: string;
        };
        SecondFactorDto: {
            /** @description In base32, to be typed into an authenticator app. It is shown once. */
            secret: string;
            /** @description The same for a QR code. */
            uri: string;
        };
        GiveSecondFactorDto: {
            /** @description The 6 digits that the authenticator app shows, or a recovery code. */
            code: string;
        };
        GivenSecondFactorDto: {
            /**
             * @description What the session still lacks.
             * @enum {string|null}
             */
            limitedTo: "secondFactor" | "enrolment" | "passwordChange" | null;
        };
        ConfirmSecondFactorDto: {
            /** @description The 6 digits that the authenticator app shows. */
            code: string;
        };
        EnrolledDto: {
            /**
             * @description What the session still lacks.
             * @enum {string|null}
             */
            limitedTo: "secondFactor" | "enrolment" | "passwordChange" | null;
            /** @description Each lets in once, in place of a code, and asks for a new second factor then. They are shown once. */
            recoveryCodes: string[];
        };
        ChangePasswordDto: {
            /** @description The present one. */
            password: string;
            /** @description At least 8 characters, staff 10, three of: small letters, capitals, digits, others; none of the last five. */
            newPassword: string;
        };
        BrowserSessionDto: {
            /**
             * @description What the session still lacks; until then it serves for nothing else.
             * @enum {string|null}
             */
            limitedTo: "secondFactor" | "enrolment" | "passwordChange" | null;
            /** @description To be sent back in the header `X-CSRF-Token` with whatever changes something; also in the cookie `onething_csrf`, by https `__Host-onething_csrf`. */
            csrfToken: string;
            /** @description After so many seconds the page refreshes. */
            expiresIn: number;
        };
        LinkedIdentityDto: {
            id: string;
            /** @description Address of the provider. */
            issuer: string;
            /** Format: date-time */
            linkedAt: string;
        };
        LinkedIdentityListDto: {
            entries: components["schemas"]["LinkedIdentityDto"][];
        };
        NamedAgentDto: {
            /** @description The whole name, as it is registered. */
            name: string;
            /** @description A citizen's number or a unified social credit code. */
            number: string;
        };
        OfferMandateDto: {
            agent: components["schemas"]["NamedAgentDto"];
            /** @description What the agent may do; `read` goes with everything. */
            acts: ("read" | "apply" | "correct" | "withdraw" | "useLicences" | "collect")[];
            /** @description Codes of one-things; all of them when left out. */
            oneThings?: string[];
            /** @description First day; today when left out or in the past. */
            validFrom?: string;
            /** @description Last day, within five years. */
            validUntil: string;
        };
        MandatePartyDto: {
            /** @description Null while the named agent has not answered. */
            personId: string | null;
            /**
             * @description Null while the named agent has not answered.
             * @enum {string|null}
             */
            kind: "natural" | "legal" | null;
            /** @description Natural persons masked, except the agent whom oneself has named. */
            name: string;
            /** @description A citizen's number is masked. */
            number: string | null;
        };
        MandateDto: {
            id: string;
            /** @enum {string} */
            state: "offered" | "accepted" | "declined" | "revoked" | "givenUp";
            /** @description It lets the agent act today: accepted, and within its term. */
            inForce: boolean;
            /** @description Its last day is over. */
            expired: boolean;
            principal: components["schemas"]["MandatePartyDto"];
            agent: components["schemas"]["MandatePartyDto"];
            acts: ("read" | "apply" | "withdraw" | "correct" | "useLicences" | "collect")[];
            /** @description Null for all. */
            oneThings: string[] | null;
            validFrom: string;
            validUntil: string;
            /** @description To be sent with the next step. */
            version: number;
            offeredAt: string;
            answeredAt: string | null;
            endedAt: string | null;
        };
        MandatePageDto: {
            /** @description Newest first. */
            entries: components["schemas"]["MandateDto"][];
            next?: string;
        };
        MandateVersionDto: {
            version: number;
        };
        ListedActDto: {
            /** @description Masked: the network only. */
            address: string | null;
            /** @description The reason itself is shown with the single act. */
            hasReason: boolean;
            id: string;
            /** Format: date-time */
            recordedAt: string;
            act: string;
            /** @enum {string} */
            outcome: "refused" | "done";
            actorAccountId: string | null;
            actorPersonId: string | null;
            actorRoles: string[] | null;
            subjectPersonId: string | null;
            objectKind: string | null;
            objectId: string | null;
            requestId: string | null;
            detail: {
                [key: string]: unknown;
            } | null;
        };
        ActPageDto: {
            entries: components["schemas"]["ListedActDto"][];
            /** @description Absent on the last page. */
            next?: string;
        };
        WholeActDto: {
            address: string | null;
            reason?: string;
            id: string;
            /** Format: date-time */
            recordedAt: string;
            act: string;
            /** @enum {string} */
            outcome: "refused" | "done";
            actorAccountId: string | null;
            actorPersonId: string | null;
            actorRoles: string[] | null;
            subjectPersonId: string | null;
            objectKind: string | null;
            objectId: string | null;
            requestId: string | null;
            detail: {
                [key: string]: unknown;
            } | null;
        };
        PublicKeyDto: {
            key: string;
            /** @description SPKI in PEM. */
            publicKey: string;
        };
        PublicKeyListDto: {
            /** @description The oldest first; the last one signs now. */
            entries: components["schemas"]["PublicKeyDto"][];
        };
        TreeHeadDto: {
            number: number;
            /** @description Leaves. */
            size: number;
            time: string;
            root: string;
            /** @description SM3 of the line of the head before. */
            previous: string;
            key: string;
            /** @description SM2 with SM3 over the canonical JSON of the six fields above; DER, base64. */
            signature: string;
        };
        TreeHeadPageDto: {
            entries: components["schemas"]["TreeHeadDto"][];
            /** @description Absent on the last page. */
            next?: number;
        };
        InclusionProofDto: {
            /** @description Place of the leaf, from 0. */
            index: number;
            /** @description The leaf as in the head's file. For an act its entry follows from the act; for a chain from these fields. */
            leaf: {
                [key: string]: unknown;
            };
            head: components["schemas"]["TreeHeadDto"];
            /** @description From the leaf upwards (RFC 9162 §2.1.3), SM3. */
            proof: string[];
        };
        ConsistencyProofDto: {
            first: number;
            second: number;
            /** @description RFC 9162 §2.1.4, SM3. */
            proof: string[];
        };
        RepresentativeNumberDto: {
            name: string;
            /** @description Citizen's number. */
            number: string;
        };
        OfferDto: {
            /** @enum {string} */
            kind: "natural" | "legal";
            /** @description Of a legal person. */
            representative?: components["schemas"]["RepresentativeNumberDto"];
            name: string;
            number: string;
            mobile: string;
        };
        OffersDto: {
            /** @description Always true: nobody is meant by them. */
            synthetic: boolean;
            /** @description Where the codes arrive that are sent to these mobiles. */
            messagesIn: string;
            entries: components["schemas"]["OfferDto"][];
        };
        MobileDto: {
            mobile: string;
        };
        CodeSentDto: {
            /** @description Seconds for which a code is valid. The answer is the same when none was sent. */
            expiresIn: number;
        };
        RepresentativeDto: {
            /**
             * @description 法定代表人, or 经办人 with a paper of hers.
             * @enum {string}
             */
            role: "legalRepresentative" | "agent";
            name: string;
            /** @description Citizen's number. */
            number: string;
        };
        RegistrationDto: {
            /** @enum {string} */
            kind: "natural" | "legal";
            name: string;
            /** @description Citizen's number (GB 11643) or unified social credit code (GB 32100). */
            number: string;
            /** @description Who registers a legal person. */
            representative?: components["schemas"]["RepresentativeDto"];
            login: string;
            password: string;
            mobile: string;
            /** @description Sent to the mobile by `POST /api/registrations/codes`. */
            code: string;
        };
        RegisteredDto: {
            accountId: string;
            /** @description 1: drafts only. */
            level: number;
        };
        RecoveryCodeDto: {
            login: string;
        };
        RecoveryDto: {
            login: string;
            code: string;
            newPassword: string;
            /** @description Of the account's person; needed from level 2 on. */
            name?: string;
            number?: string;
            /** @description Who acts for a legal person, as the register knows it. */
            representative?: components["schemas"]["RepresentativeNumberDto"];
        };
        ShownRepresentativeDto: {
            /** @enum {string} */
            role: "legalRepresentative" | "agent";
            /** @description Masked. */
            name: string;
            /** @description Masked. */
            number: string;
        };
        ClaimDto: {
            /** @enum {string} */
            kind: "natural" | "legal";
            representative: components["schemas"]["ShownRepresentativeDto"] | null;
            /** @description A natural person's is masked. */
            name: string;
            number: string;
            version: number;
        };
        CorrectClaimDto: {
            /** @description As `GET /api/me/claim` gives it. */
            version: number;
            name: string;
            number: string;
            representative?: components["schemas"]["RepresentativeDto"];
        };
        LevelDto: {
            level: number;
        };
        ChangeMobileDto: {
            mobile: string;
            /** @description Sent to the new mobile by `POST /api/me/mobile/codes`. */
            code: string;
            password: string;
        };
        OpenMatterDto: {
            caseId: string;
            number: string | null;
            /** @description Null for a case that two provinces handle, which has a name of its own. */
            oneThing: string | null;
            name?: {
                zh: string;
                en: string;
            };
            state: string;
        };
        OpenMattersDto: {
            /** @description The account can be closed when there are none. */
            entries: components["schemas"]["OpenMatterDto"][];
        };
        CloseAccountDto: {
            password: string;
        };
        WindowSearchDto: {
            /** @description As the owner says it. */
            login: string;
        };
        WindowClaimDto: {
            /** @enum {string} */
            kind: "natural" | "legal";
            representative: components["schemas"]["ShownRepresentativeDto"] | null;
            /** @description A natural person's is masked. */
            name: string;
            number: string;
            version: number;
            accountId: string;
            /** @description Masked. */
            mobile: string | null;
        };
        WindowCheckDto: {
            /** @enum {string} */
            paper: "residentIdCard" | "temporaryIdCard" | "residencePermit" | "foreignerPermit" | "businessLicence" | "legalPersonCertificate";
            /** @description Of the claim that was looked up. */
            version: number;
            /** @description Typed from the paper. */
            name: string;
            number: string;
            /** @description Typed from the card of who acts for the legal person. */
            representative?: components["schemas"]["RepresentativeNumberDto"];
        };
        ShownPaperDto: {
            /** @enum {string} */
            paper: "residentIdCard" | "temporaryIdCard" | "residencePermit" | "foreignerPermit" | "businessLicence" | "legalPersonCertificate";
            /** @description Typed from the paper. */
            name: string;
            number: string;
        };
        FoundAccountDto: {
            accountId: string;
            /** @description To be told to its owner. */
            login: string;
            /** @description Masked. */
            mobile: string | null;
        };
        WindowRecoveryCodeDto: {
            /** @enum {string} */
            paper: "residentIdCard" | "temporaryIdCard" | "residencePermit" | "foreignerPermit" | "businessLicence" | "legalPersonCertificate";
            /** @description Typed from the paper. */
            name: string;
            number: string;
            /** @description That the owner has with them. */
            mobile: string;
        };
        WindowRecoveryDto: {
            /** @enum {string} */
            paper: "residentIdCard" | "temporaryIdCard" | "residencePermit" | "foreignerPermit" | "businessLicence" | "legalPersonCertificate";
            /** @description Typed from the paper. */
            name: string;
            number: string;
            /** @description That the owner has with them. */
            mobile: string;
            /** @description As the owner reads it out. */
            code: string;
        };
        AskedRecoveryDto: {
            id: string;
            /** Format: date-time */
            askedAt: string;
            /**
             * Format: date-time
             * @description Until then a colleague can confirm it.
             */
            confirmUntil: string;
        };
        AskedRecoveryListEntryDto: {
            id: string;
            /** Format: date-time */
            askedAt: string;
            /**
             * Format: date-time
             * @description Until then a colleague can confirm it.
             */
            confirmUntil: string;
            /** @description Asked for by oneself: then somebody else confirms it. */
            own: boolean;
        };
        AskedRecoveryListDto: {
            entries: components["schemas"]["AskedRecoveryListEntryDto"][];
        };
        AttendanceDto: {
            id: string;
            /** @description For `onBehalfOf`. */
            personId: string;
            name: string;
            /** @description Masked. */
            number: string;
            /** Format: date-time */
            begunAt: string;
            /**
             * Format: date-time
             * @description At the latest; it ends before with the next person, or with `POST …/end`.
             */
            endsAt: string;
            /** @description The person lets the clerk use their electronic licences in place of papers. */
            licencesAllowed: boolean;
        };
        CurrentAttendanceDto: {
            /** @description Nobody stands there when null. */
            attendance: components["schemas"]["AttendanceDto"] | null;
        };
        BeginAttendanceDto: {
            /** @enum {string} */
            paper: "residentIdCard" | "temporaryIdCard" | "residencePermit" | "foreignerPermit";
            /** @description Typed from the paper. */
            name: string;
            number: string;
        };
        AllowLicencesDto: {
            allowed: boolean;
        };
        StaffSearchDto: {
            /** @enum {string} */
            role?: "clerk" | "windowClerk" | "reviewer" | "head" | "supervisor" | "administrator" | "securityAdministrator" | "auditor" | "hotlineOperator";
            /** @enum {string} */
            state?: "proposed" | "active" | "locked" | "closed";
            /** @description How the login begins. */
            login?: string;
            /** @description The whole name. */
            name?: string;
            departmentCode?: string;
            divisionCode?: string;
            /**
             * Format: uuid
             * @description `next` of the page before.
             */
            after?: string;
            /** @description Entries of a page, 1 to 100, 20 if not given. */
            limit?: number;
        };
        StaffPostDto: {
            /** @enum {string} */
            role: "clerk" | "windowClerk" | "reviewer" | "head" | "supervisor" | "administrator" | "securityAdministrator" | "auditor" | "hotlineOperator";
            /** @description Of the catalogue; `governmentServices` for who runs the platform and its windows. */
            departmentCode: string;
            divisionCode: string;
            /**
             * Format: uuid
             * @description Of a window clerk.
             */
            windowId?: string;
        };
        StaffAccountDto: {
            /** @enum {string} */
            state: "proposed" | "active" | "locked" | "closed";
            posts: components["schemas"]["StaffPostDto"][];
            accountId: string;
            login: string;
            name: string;
        };
        StaffPageDto: {
            entries: components["schemas"]["StaffAccountDto"][];
            next?: string;
        };
        ProposeStaffDto: {
            login: string;
            name: string;
            /** @description Citizen's number. */
            number: string;
            /** @description The first password is made by recovery with it. */
            mobile: string;
            post: components["schemas"]["StaffPostDto"];
            /** @description For who decides, and for the auditor. */
            reason: string;
        };
        RoleGrantDto: {
            /** @enum {string} */
            what: "grant" | "end";
            post: components["schemas"]["StaffPostDto"];
            /** @enum {string} */
            state: "proposed" | "approved" | "rejected";
            /** @description Account; null while nobody has decided. */
            decidedBy: string | null;
            /** Format: date-time */
            decidedAt: string | null;
            id: string;
            accountId: string;
            /** @description Of that account. */
            login: string;
            reason: string;
            /** @description Account. */
            proposedBy: string;
            /** Format: date-time */
            proposedAt: string;
            version: number;
        };
        ReasonOfChangeDto: {
            /** @description For who decides, and for the auditor. */
            reason: string;
        };
        RoleGrantPageDto: {
            entries: components["schemas"]["RoleGrantDto"][];
            next?: string;
        };
        ProposeRoleDto: {
            /**
             * @description Give a role, or end it.
             * @enum {string}
             */
            what: "grant" | "end";
            /** Format: uuid */
            accountId: string;
            post: components["schemas"]["StaffPostDto"];
            /** @description For who decides, and for the auditor. */
            reason: string;
        };
        ApproveRoleDto: {
            /** @description Of the proposal that was seen. */
            version: number;
        };
        RejectRoleDto: {
            /** @description For who decides, and for the auditor. */
            reason: string;
            /** @description Of the proposal that was seen. */
            version: number;
        };
        AccountMeasureDto: {
            /** @enum {string} */
            what: "lock" | "unlock" | "resetSecondFactor";
            /** @enum {string} */
            state: "proposed" | "approved" | "rejected";
            /** @description Account; null while nobody has decided. */
            decidedBy: string | null;
            /** Format: date-time */
            decidedAt: string | null;
            id: string;
            accountId: string;
            /** @description Of that account. */
            login: string;
            reason: string;
            /** @description Account. */
            proposedBy: string;
            /** Format: date-time */
            proposedAt: string;
            version: number;
        };
        AccountMeasurePageDto: {
            entries: components["schemas"]["AccountMeasureDto"][];
            next?: string;
        };
        ProposeMeasureDto: {
            /** @enum {string} */
            what: "lock" | "unlock" | "resetSecondFactor";
            /** Format: uuid */
            accountId: string;
            /** @description For who decides, and for the auditor. */
            reason: string;
        };
        DecidedMeasureDto: {
            /** @enum {string} */
            what: "lock" | "unlock" | "resetSecondFactor";
            /** @enum {string} */
            state: "proposed" | "approved" | "rejected";
            /** @description Account; null while nobody has decided. */
            decidedBy: string | null;
            /** Format: date-time */
            decidedAt: string | null;
            id: string;
            accountId: string;
            /** @description Of that account. */
            login: string;
            reason: string;
            /** @description Account. */
            proposedBy: string;
            /** Format: date-time */
            proposedAt: string;
            version: number;
            /** @description Of a reset that was approved: lets the owner in once, with the password, to enrol again. Hand it over in person; it is shown once. */
            recoveryCode?: string;
        };
        AskDataCorrectionDto: {
            /** @enum {string} */
            field: "name" | "number";
            /** @description The right one. */
            value: string;
            /** @description What is wrong. */
            reason: string;
            /** @description Which papers show it. */
            evidence?: string;
            /** @description Whose windows shall decide, should the register not confirm it: the person's own division (when absent), or one below it. */
            divisionCode?: string;
        };
        CorrectionFileDto: {
            id: string;
            name: string;
            contentType: string;
            /** @description Bytes. */
            size: number;
            /** Format: date-time */
            createdAt: string;
        };
        DataCorrectionDto: {
            /** @enum {string} */
            field: "name" | "number";
            /**
             * @description `asked` waits for a window of the division.
             * @enum {string}
             */
            state: "asked" | "corrected" | "refused" | "withdrawn";
            /** @enum {string|null} */
            way: "register" | "window" | null;
            id: string;
            oldValue: string;
            newValue: string;
            reason: string;
            evidence: string | null;
            divisionCode: string;
            /** @description Why it was refused. */
            decisionReason: string | null;
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            decidedAt: string | null;
            /** @description Papers that were handed in for it. */
            files: components["schemas"]["CorrectionFileDto"][];
        };
        DataCorrectionListDto: {
            entries: components["schemas"]["DataCorrectionDto"][];
        };
        WaitingDataCorrectionDto: {
            /** @enum {string} */
            field: "name" | "number";
            id: string;
            name: string;
            number: string;
            divisionCode: string;
            /** Format: date-time */
            askedAt: string;
        };
        WaitingDataCorrectionListDto: {
            entries: components["schemas"]["WaitingDataCorrectionDto"][];
        };
        OpenedDataCorrectionDto: {
            /** @enum {string} */
            field: "name" | "number";
            id: string;
            name: string;
            number: string;
            divisionCode: string;
            /** Format: date-time */
            askedAt: string;
            reason: string;
            evidence: string | null;
            files: components["schemas"]["CorrectionFileDto"][];
        };
        RefuseDataCorrectionDto: {
            /** @description The person reads it. */
            reason: string;
        };
        TextDto: {
            zh: string;
            en: string;
        };
        SavingFiguresDto: {
            before: number;
            after: number;
            /** @description before − after. */
            saved: number;
            /** @description saved ÷ before; 0 when before is 0. */
            rate: number;
        };
        ListedSavingsDto: {
            materials: components["schemas"]["SavingFiguresDto"];
            steps: components["schemas"]["SavingFiguresDto"];
            visits: components["schemas"]["SavingFiguresDto"];
            /** @description Working days. */
            days: components["schemas"]["SavingFiguresDto"];
        };
        ListedOneThingDto: {
            code: string;
            version: number;
            publishedAt: string;
            name: components["schemas"]["TextDto"];
            summary: components["schemas"]["TextDto"];
            /**
             * @description `open` can be applied for; `outline` is listed only.
             * @enum {string}
             */
            status: "open" | "outline";
            /** @enum {string} */
            audience: "person" | "enterprise";
            lifeStage: string;
            keywords: string[];
            leadDepartment: string;
            departments: string[];
            itemCount: number;
            /** @description In the standard situation, frozen when the version was published; absent for an outline. */
            savings?: components["schemas"]["ListedSavingsDto"];
            /**
             * @description Present when no source was read: from memory, or made up for the demonstration.
             * @enum {string}
             */
            provenance?: "recalled" | "illustrative";
        };
        OneThingPageDto: {
            total: number;
            page: number;
            pageSize: number;
            entries: components["schemas"]["ListedOneThingDto"][];
        };
        NamedDto: {
            code: string;
            name: components["schemas"]["TextDto"];
        };
        LimitDto: {
            value: number;
            /** @enum {string} */
            unit: "days" | "workingDays";
        };
        GuideItemDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            department: components["schemas"]["NamedDto"];
            /** @description False when it depends on the answers whether it belongs to the application. */
            always: boolean;
            promisedLimit: components["schemas"]["LimitDto"];
            statutoryLimit: components["schemas"]["LimitDto"];
            online: boolean;
            /** @description What one gets, when the item has a result. */
            result?: components["schemas"]["TextDto"];
            /** @enum {string} */
            provenance?: "recalled" | "illustrative";
        };
        OmissionReasonDto: {
            /** @enum {string} */
            by: "promise" | "licence" | "sharedDatum" | "onlineAuthorisation" | "predecessorResult";
            /** @description With `predecessorResult`: the item that produces it. */
            item?: string;
            licenceType?: string;
            /** @enum {string} */
            holder?: "agent" | "applicant" | "otherParent" | "child" | "spouse" | "legalRepresentative" | "case";
            datum?: string;
            /** @description With `sharedDatum`: the department that shares it. */
            source?: string;
            /** @description With `promise`: what is promised. */
            text?: components["schemas"]["TextDto"];
        };
        MergedMaterialDto: {
            material: string;
            name: components["schemas"]["TextDto"];
            /**
             * @description Whose paper it is.
             * @enum {string}
             */
            subject: "agent" | "applicant" | "otherParent" | "child" | "spouse" | "legalRepresentative" | "case";
            askedBy: string[];
            /**
             * @description 1 necessary, 2 optional, 3 may be supplied later.
             * @enum {string}
             */
            necessity: "1" | "2" | "3";
            originals: number;
            copies: number;
            when: string[];
            /**
             * @description `handIn` the applicant gives it; `form` it is the merged form itself; `omitted` something else replaces it.
             * @enum {string}
             */
            status: "form" | "handIn" | "omitted";
            reason?: components["schemas"]["OmissionReasonDto"];
            explanation: components["schemas"]["TextDto"];
        };
        SavingDto: {
            before: number;
            after: number;
            /** @description before − after; below zero when the bundle costs more. */
            saved: number;
            /** @description saved ÷ before; 0 when before is 0. */
            rate: number;
            /** @description What was counted, line by line. */
            explanation: components["schemas"]["TextDto"][];
        };
        MaterialsByDto: {
            union: number;
            predecessorResult: number;
            licence: number;
            sharedDatum: number;
            promise: number;
            onlineAuthorisation: number;
        };
        SavingsDto: {
            materials: components["schemas"]["SavingDto"];
            steps: components["schemas"]["SavingDto"];
            visits: components["schemas"]["SavingDto"];
            /** @description Working days. */
            days: components["schemas"]["SavingDto"];
            /** @description What saves the materials; adds up to `materials.saved`. */
            materialsBy: components["schemas"]["MaterialsByDto"];
            /** @description Working days of the longest single item. */
            longestItemDays: number;
        };
        StandardPlanDto: {
            situation?: components["schemas"]["NamedDto"];
            items: string[];
            materials: components["schemas"]["MergedMaterialDto"][];
            /** @description Working days along the critical path. */
            criticalPathDays: number;
            criticalPath: string[];
            savings: components["schemas"]["SavingsDto"];
        };
        OneThingGuideDto: {
            code: string;
            version: number;
            publishedAt: string;
            /** @enum {string} */
            status: "open" | "outline";
            name: components["schemas"]["TextDto"];
            summary: components["schemas"]["TextDto"];
            /** @enum {string} */
            audience: "person" | "enterprise";
            lifeStage: string;
            keywords: string[];
            leadDepartment: components["schemas"]["NamedDto"];
            departments: components["schemas"]["NamedDto"][];
            whoCanApply?: components["schemas"]["TextDto"];
            whatYouGet?: components["schemas"]["TextDto"];
            promisedDays?: components["schemas"]["LimitDto"];
            items: components["schemas"]["GuideItemDto"][];
            /** @description Absent for an outline. */
            standard?: components["schemas"]["StandardPlanDto"];
            /** @enum {string} */
            provenance?: "recalled" | "illustrative";
        };
        ChoiceDto: {
            value: string;
            label: components["schemas"]["TextDto"];
        };
        QuestionDto: {
            code: string;
            text: components["schemas"]["TextDto"];
            hint?: components["schemas"]["TextDto"];
            /** @enum {string} */
            type: "boolean" | "date" | "integer" | "choice";
            choices?: components["schemas"]["ChoiceDto"][];
            min?: number;
            max?: number;
            /** @description CEL condition over earlier answers (`q.<code>`): the question is asked when it holds; absent = always. */
            when?: string;
        };
        SituationDto: {
            answers: {
                [key: string]: string | number | boolean;
            };
            code: string;
            name: components["schemas"]["TextDto"];
        };
        QuestionnaireDto: {
            code: string;
            version: number;
            questions: components["schemas"]["QuestionDto"][];
            /** @description Ready-made sets of answers. */
            situations: components["schemas"]["SituationDto"][];
        };
        PreviewRequestDto: {
            /** @description Answers by question code; a question that is left out counts as not answered. */
            answers: {
                [key: string]: (string | number | boolean) | null;
            };
            /** @description A published version; the one in force when left out. */
            version?: number;
        };
        PlannedItemDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            department: string;
            dependsOn: string[];
            /** @description Working days promised for this item alone. */
            promisedDays: number;
        };
        DependencyDto: {
            /** @description Written in the one-thing, or inferred because `on` produces that material. */
            because: "declared" | {
                material?: string;
            };
            item: string;
            on: string;
        };
        PatternDto: {
            pattern: string;
            hint: components["schemas"]["TextDto"];
        };
        MergedValidationDto: {
            minLength?: number;
            maxLength?: number;
            min?: number;
            max?: number;
            earliest?: string;
            latest?: string;
            minItems?: number;
            maxItems?: number;
            /** @description All of them apply. */
            patterns?: components["schemas"]["PatternDto"][];
            /** @description Applies beside the fixed date in `earliest`. */
            notBeforeToday?: boolean;
            /** @description Applies beside the fixed date in `latest`. */
            notAfterToday?: boolean;
        };
        ListMemberDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            type: string;
            required: boolean;
            validation?: components["schemas"]["MergedValidationDto"];
            choices?: components["schemas"]["ChoiceDto"][];
            /** @enum {string} */
            mask?: "address" | "name" | "none" | "citizenId" | "mobile" | "bankCard" | "email" | "full";
        };
        PrefillDto: {
            /** @enum {string} */
            account?: "number" | "name" | "mobile";
            licenceType?: string;
            face?: string;
        };
        MergedFieldDto: {
            /** @description Code of the data element, `child.birthDate`. */
            element: string;
            name: components["schemas"]["TextDto"];
            hint?: components["schemas"]["TextDto"];
            type: string;
            /** @enum {string} */
            subject: "agent" | "applicant" | "otherParent" | "child" | "spouse" | "legalRepresentative" | "case";
            required: boolean;
            /** @description Items that ask for it. */
            askedBy: string[];
            /** @description CEL conditions over `q` and `form`: it is asked when any of them holds; none = always. */
            when: string[];
            validation: components["schemas"]["MergedValidationDto"];
            choices?: components["schemas"]["ChoiceDto"][];
            members?: components["schemas"]["ListMemberDto"][];
            prefill?: components["schemas"]["PrefillDto"];
            /** @description Filled by the result of an item of this application, not by a person. */
            filledByResult: boolean;
            /** @enum {string} */
            sensitivity: "public" | "internal" | "personal" | "sensitive";
            /**
             * @description How it is shown to those who need not see it whole.
             * @enum {string}
             */
            mask: "address" | "name" | "none" | "citizenId" | "mobile" | "bankCard" | "email" | "full";
        };
        FormSectionDto: {
            /** @enum {string} */
            subject: "agent" | "applicant" | "otherParent" | "child" | "spouse" | "legalRepresentative" | "case";
            name: components["schemas"]["TextDto"];
            fields: components["schemas"]["MergedFieldDto"][];
        };
        BundlePlanDto: {
            answers: {
                [key: string]: (string | number | boolean) | null;
            };
            oneThing: string;
            version: number;
            /** @description In an order in which each stands after what it depends on. */
            items: components["schemas"]["PlannedItemDto"][];
            dependencies: components["schemas"]["DependencyDto"][];
            form: components["schemas"]["FormSectionDto"][];
            materials: components["schemas"]["MergedMaterialDto"][];
            /** @description Working days along the critical path. */
            criticalPathDays: number;
            criticalPath: string[];
            savings: components["schemas"]["SavingsDto"];
        };
        AuthorityDto: {
            /** @description Unified social credit code. */
            uscc: string;
            name: components["schemas"]["TextDto"];
            department: string;
            division: string;
            /** @enum {string} */
            provenance?: "recalled" | "illustrative";
        };
        ItemVisitDto: {
            /** @enum {string} */
            phase: "handling" | "intake" | "delivery";
            place: string;
            reason: components["schemas"]["TextDto"];
        };
        FeeItemDto: {
            name: components["schemas"]["TextDto"];
            standard: string;
            reducible: boolean;
        };
        FeeDto: {
            charged: boolean;
            basis?: string;
            onlinePayment: boolean;
            items?: components["schemas"]["FeeItemDto"][];
        };
        ItemResultDto: {
            licenceType: components["schemas"]["NamedDto"];
            name: components["schemas"]["TextDto"];
            /** @enum {string} */
            kind: "出证办结" | "出文办结" | "审批办结";
            /** @description Who will hold it. */
            holder: string;
            /** @description Material that is the holder's photo, which stands on the licence: one JPEG or PNG. */
            photo?: string;
            sample: string;
        };
        TopicsDto: {
            natural: string[];
            legal: string[];
        };
        IntermediaryDto: {
            name: components["schemas"]["TextDto"];
            content: components["schemas"]["TextDto"];
        };
        FaqDto: {
            question: components["schemas"]["TextDto"];
            answer: components["schemas"]["TextDto"];
        };
        ItemFieldDto: {
            element: string;
            name: components["schemas"]["TextDto"];
            required: boolean;
            when?: string;
        };
        ItemMaterialDto: {
            material: string;
            name: components["schemas"]["TextDto"];
            /**
             * @description 材料类型: 1 certificate or proof, 2 application form or document, 3 other.
             * @enum {string}
             */
            kind: "1" | "2" | "3";
            /**
             * @description 材料形式: 1 paper, 2 electronic, 3 either.
             * @enum {string}
             */
            medium: "1" | "2" | "3";
            /**
             * @description 来源渠道: 10 made by the applicant, 20 issued by an authority, 99 other.
             * @enum {string}
             */
            source: "10" | "20" | "99";
            /**
             * @description 材料必要性: 1 necessary, 2 optional, 3 may be supplied later.
             * @enum {string}
             */
            necessity: "1" | "2" | "3";
            /** @description 容缺后补: may follow after the acceptance. */
            mayFollow?: boolean;
            originals: number;
            copies: number;
            when?: string;
            basis?: string;
            guidance?: components["schemas"]["TextDto"];
            /** @description What spares the paper in a one-thing, tried in this order. */
            replacedBy: ("promise" | "mergedForm" | "licence" | "sharedDatum" | "onlineAuthorisation")[];
        };
        ItemOutcomeDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            /** @description Code of the next step, `@granted` or `@refused`. */
            to: string;
            /** @enum {string} */
            decides?: "grant" | "refuse";
            /** @description Condition (CEL) under which this way is open. */
            when?: string;
        };
        ItemStepDto: {
            code: string;
            kind: string;
            name: components["schemas"]["TextDto"];
            /** @enum {string} */
            role: "clerk" | "reviewer" | "head";
            limit: components["schemas"]["LimitDto"];
            /** @description Its time is not counted against the promise. */
            suspendsClock: boolean;
            /** @description How many people must choose the same outcome; one when left out. */
            reviewers?: number;
            outcomes: components["schemas"]["ItemOutcomeDto"][];
        };
        ServiceItemDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            baseCode: string;
            itemType: string;
            legalBasis: string;
            powerSource?: string;
            level: string;
            department: components["schemas"]["NamedDto"];
            /** @description The offices (实施主体) that handle it. */
            authorities: components["schemas"]["AuthorityDto"][];
            serviceObjects: string[];
            handlingForms: string[];
            /** @enum {string} */
            caseType: "1" | "2";
            /** @enum {string} */
            reviewType: "instant" | "deferred";
            statutoryLimit: components["schemas"]["LimitDto"];
            promisedLimit: components["schemas"]["LimitDto"];
            /** @description (statutory − promised) ÷ statutory; absent when the units differ or there is no statutory time. */
            limitReduction?: number;
            acceptanceConditions: components["schemas"]["TextDto"];
            online: boolean;
            onlineDepth: number;
            visitReason: components["schemas"]["TextDto"];
            visits: components["schemas"]["ItemVisitDto"][];
            fee: components["schemas"]["FeeDto"];
            result?: components["schemas"]["ItemResultDto"];
            /** @description 实行告知承诺制: may be accepted on a promise. */
            onPromise?: boolean;
            /** @description 初审转报: examined by the authority of the division, decided by the one above it. */
            decidedAbove?: boolean;
            quantityLimit?: string;
            /** @enum {string} */
            crossRegion?: "nation" | "province" | "city" | "county";
            appointment: boolean;
            courier: boolean;
            terminal: boolean;
            hall?: components["schemas"]["TextDto"];
            place: components["schemas"]["TextDto"];
            openingHours: components["schemas"]["TextDto"];
            enquiryPhone: string;
            supervisionPhone: string;
            topics: components["schemas"]["TopicsDto"];
            intermediary?: components["schemas"]["IntermediaryDto"];
            faq: components["schemas"]["FaqDto"][];
            form: components["schemas"]["ItemFieldDto"][];
            materials: components["schemas"]["ItemMaterialDto"][];
            steps: components["schemas"]["ItemStepDto"][];
            /** @description One-things of which it is part. */
            oneThings: components["schemas"]["NamedDto"][];
            /** @enum {string} */
            provenance?: "recalled" | "illustrative";
        };
        DivisionDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            parent?: string;
            hasParts: boolean;
        };
        DepartmentDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            /** @description The two department digits of a base code (基本编码). */
            digits: string;
            /** @enum {string} */
            provenance?: "recalled" | "illustrative";
        };
        FaceFieldDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            type: string;
            element?: string;
            required: boolean;
            choices?: components["schemas"]["ChoiceDto"][];
        };
        LicenceTypeDto: {
            code: string;
            name: components["schemas"]["TextDto"];
            /** @description 证照类型代码, 21 characters. */
            typeCode: string;
            /** @description Department that issues it. */
            department: string;
            /** @enum {string} */
            holder: "naturalPerson" | "legalPerson";
            /** @description Years from issue; absent = for good. */
            validYears?: number;
            face: components["schemas"]["FaceFieldDto"][];
            /** @enum {string} */
            provenance?: "recalled" | "illustrative";
        };
        CreateCaseDto: {
            /** @description Code of the one-thing. */
            oneThing: string;
            /** @description Where it is to be handled: 6 digits of GB/T 2260. */
            division: string;
            /** @description Answers to the guiding questions, by question code. */
            answers: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The person in whose name an agent applies: `principal.personId` of a mandate that is in force. Absent: for oneself.
             */
            onBehalfOf?: string;
        };
        CommandOutcomeDto: {
            caseId: string;
            itemId: string | null;
            version: number;
            state: string;
            step: string | null;
        };
        CasePrincipalDto: {
            personId: string;
            /** @description A natural person's is masked. */
            name: string;
        };
        OwnCaseDto: {
            id: string;
            number: string | null;
            oneThing: string;
            oneThingVersion: number;
            division: string;
            state: string;
            promisedOn: string | null;
            /** @description The promised day, while items are open, and the day for the delivery may still move: the notice of holidays of a year that they depend on is not out. */
            provisional: boolean;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt: string | null;
            /** @description Whose case it is, when not one's own. */
            principal: components["schemas"]["CasePrincipalDto"] | null;
            /** @description An agent has begun it. */
            byAgent: boolean;
        };
        OwnCasePageDto: {
            entries: components["schemas"]["OwnCaseDto"][];
            next?: string;
        };
        CaseTextDto: {
            zh: string;
            en: string;
        };
        CaseOneThingDto: {
            code: string;
            name: components["schemas"]["CaseTextDto"];
            version: number;
        };
        CaseAgentDto: {
            /** @description Masked. */
            name: string;
            principal: components["schemas"]["CasePrincipalDto"];
            /** @description What the agent may do in it now; none when the mandate has ended. A window hands results over only with `collect`. */
            acts: ("read" | "apply" | "withdraw" | "correct" | "useLicences" | "collect")[];
        };
        ItemClockDto: {
            receivedOn?: string;
            /** @description Last day for the decision on acceptance. */
            acceptBy?: string;
            /** @description Last day for the applicant's corrections. */
            correctBy?: string;
            acceptedOn?: string;
            /** @description Last day of the promise. */
            dueOn?: string;
            /** @description Last day that the law allows. */
            statutoryDueOn?: string;
            /** @description Last day for the preliminary review (初审), where the authority above decides. */
            forwardBy?: string;
            stepDueOn?: string;
            /** @description First day on which the public notice that is up may be closed. */
            noticeClosableOn?: string;
            /** @description Since when the promise is not counted. */
            suspendedSince?: string;
            /** @description Materials that may come later, and until when. */
            laterBy?: string;
            laterMaterials?: string[];
            /** @description Last day for the check of a promise (告知承诺核查), while it is to come. */
            checkPromiseBy?: string;
            /** @description Last day on which a promise that was found broken is to be put right, and found so by a new check (限期整改). */
            rectifyBy?: string;
            decidedOn?: string;
            /** @description When the grant was withdrawn (撤销). */
            grantWithdrawnOn?: string;
            /** @description A day may still move, because the notice of its year is not out. */
            provisional?: boolean;
            /** @description Which of the days above: `acceptBy`, `dueOn`, `statutoryDueOn`, `forwardBy`, `stepDueOn` (of a public notice: until when it is to be closed), `correctBy`, `rectifyBy`. */
            provisionalDays?: string[];
            /** @description The version of the working-day calendar that the deadlines were computed with. */
            calendarVersion?: string;
        };
        IssuedResultDto: {
            licenceId: string;
            licenceType: string;
        };
        ItemCaseDto: {
            id: string;
            item: string;
            name: components["schemas"]["CaseTextDto"];
            department: string;
            departmentName: components["schemas"]["CaseTextDto"];
            authorityUscc: string;
            division: string;
            /** @description `local`, or `peer:` and the region that handles it. */
            handledBy: string;
            state: string;
            step: string | null;
            stepName: components["schemas"]["CaseTextDto"] | null;
            /**
             * @description 办件状态 code, as docs/commands.md lists them; null while it waits for other items.
             * @enum {string|null}
             */
            stateCode: "10" | "12" | "15" | "20" | "99" | "24" | "30" | "31" | "32" | "34" | "35" | "36" | "00" | "38" | "40" | "50" | "60" | "90" | "92" | "97" | "98" | null;
            /**
             * @description 特别程序种类 that concerns the promise now: `2` while one suspends it, else `1` when it was extended.
             * @enum {string|null}
             */
            specialProcedure: "1" | "2" | null;
            /** @description 收件编号 */
            receiptNumber: string | null;
            /** @description 办件编号 */
            caseNumber: string | null;
            /** @description 查询码, for look-up by the receipt or case number; to the applicant only. */
            queryCode?: string;
            /** @enum {string|null} */
            decision: "grant" | "refuse" | null;
            clock: components["schemas"]["ItemClockDto"];
            /** @description To be sent with the next command. */
            version: number;
            endedAt: string | null;
            result: components["schemas"]["IssuedResultDto"] | null;
        };
        CaseDto: {
            id: string;
            /** @description 一件事编号, from submission on. */
            number: string | null;
            /** @description 查询码, for look-up without log-in by that number; to the applicant only. */
            queryCode?: string;
            oneThing: components["schemas"]["CaseOneThingDto"];
            division: string;
            state: string;
            /**
             * @description How far it is, in the applicant's terms.
             * @enum {string}
             */
            stage: "draft" | "completed" | "discarded" | "delivered" | "submitted" | "accepted" | "partlyAccepted" | "partlyEnded" | "partlyGranted";
            version: number;
            promisedOn: string | null;
            /** @description The promised day, while items are open, and the day for the delivery may still move: the notice of holidays of a year that they depend on is not out. */
            provisional: boolean;
            calendarVersion: string | null;
            createdAt: string;
            submittedAt: string | null;
            updatedAt: string;
            /** @description Null when the applicant has begun it. */
            agent: components["schemas"]["CaseAgentDto"] | null;
            items: components["schemas"]["ItemCaseDto"][];
        };
        OpenCommandDto: {
            /** @description Name of the command; docs/commands.md says what it does. */
            command: string;
            name: components["schemas"]["CaseTextDto"];
            /** @description What it must bring along. */
            data: string[];
            /** @description For a way out of the present step. */
            step?: string;
            outcome?: string;
            /** @enum {string} */
            decides?: "grant" | "refuse";
        };
        TimelineEntryDto: {
            /** @description Absent for what concerns the bundle. */
            itemId: string | null;
            item: string | null;
            seq: number;
            type: string;
            actorKind: string;
            /** @description Who has done it as the applicant's agent, masked. */
            agent: string | null;
            occurredAt: string;
            detail: {
                [key: string]: unknown;
            };
            /** @description Reasons, opinions, points to correct. */
            note: Record<string, never>;
        };
        CorrectionPointDto: {
            /** @description `form.<element>` or `materials.<material>`. */
            field: string;
            reason: string;
        };
        CorrectionDto: {
            itemId: string;
            points: components["schemas"]["CorrectionPointDto"][];
            until: string;
        };
        CaseFormDto: {
            /** @description Items, merged form, materials and savings. */
            plan: Record<string, never>;
            answers: {
                [key: string]: unknown;
            };
            form: {
                [key: string]: unknown;
            };
            /** @description Values from the account and from licences; they cannot be changed here. */
            prefilled: {
                [key: string]: unknown;
            };
        };
        SaveDraftDto: {
            answers: {
                [key: string]: unknown;
            };
            /** @description Values by element code: `{"child.name": "…"}`. */
            form: {
                [key: string]: unknown;
            };
            version: number;
        };
        VersionDto: {
            version: number;
        };
        ReasonDto: {
            version: number;
            reason?: string;
        };
        DeliverDto: {
            version: number;
            /** @enum {string} */
            how: "electronic" | "collected" | "posted";
            /** @description Codes of the items whose results are handed over; all that can be when left out. */
            items?: string[];
            /** @description Number of the parcel: needed with `posted`. */
            tracking?: string;
            /**
             * @description Number on the paper of who collects, needed with `collected`: the applicant's own citizen number or unified social credit code, or
             *     the citizen number of an agent (代领), whose mandate must say so.
             */
            collectorNumber?: string;
        };
        PostalAddressDto: {
            recipient: string;
            /** @description 11 digits. */
            mobile: string;
            /** @description With province, city, street and number. */
            address: string;
        };
        ChosenDeliveryDto: {
            /**
             * @description `electronic`, `collected`, `posted` or `terminal`.
             * @enum {string}
             */
            way: "collected" | "terminal" | "electronic" | "posted";
            address?: components["schemas"]["PostalAddressDto"];
        };
        DeliveryChoiceDto: {
            /** @description 0: nothing was chosen yet. */
            version: number;
            choice: components["schemas"]["ChosenDeliveryDto"] | null;
            /** @description The ways that are open for this case. */
            ways: ("collected" | "terminal" | "electronic" | "posted")[];
            /** @description By the asker, now. */
            changeable: boolean;
        };
        ChooseDeliveryDto: {
            /** @description As it was seen; 0 for the first choice. */
            version: number;
            /** @enum {string} */
            way: "electronic" | "collected" | "posted" | "terminal";
            /** @description With `posted` alone, and always. */
            address?: components["schemas"]["PostalAddressDto"];
        };
        SupervisedItemDto: {
            itemId: string;
            name: components["schemas"]["CaseTextDto"];
            departmentName: components["schemas"]["CaseTextDto"];
            division: string;
            state: string;
            stepName: components["schemas"]["CaseTextDto"] | null;
            /** Format: date-time */
            endedAt: string | null;
            receiptNumber: string | null;
            caseNumber: string | null;
            /** @description To be sent with the command. */
            version: number;
            /** @description `POST …/reopen` is open to the asker. */
            mayReopen: boolean;
        };
        SupervisedCaseDto: {
            caseId: string;
            number: string | null;
            oneThingName: components["schemas"]["CaseTextDto"];
            items: components["schemas"]["SupervisedItemDto"][];
        };
        OverdueItemDto: {
            itemId: string;
            number: string | null;
            name: components["schemas"]["CaseTextDto"];
            departmentName: components["schemas"]["CaseTextDto"];
            division: string;
            /** @description The last day of its promise. */
            dueOn: string;
        };
        OverdueItemsDto: {
            items: components["schemas"]["OverdueItemDto"][];
        };
        UnmaskDto: {
            /**
             * Format: uuid
             * @description The item of one's office that needs it.
             */
            itemId: string;
            /** @description Codes of data elements. Needed without `subject`. */
            fields?: string[];
            /**
             * @description All fields of one subject.
             * @enum {string}
             */
            subject?: "applicant" | "agent" | "otherParent" | "child" | "spouse" | "legalRepresentative" | "case";
            /**
             * @description What it is needed for. The person concerned sees it.
             * @enum {string}
             */
            purpose: "examination" | "contact" | "complaint" | "correction" | "inspection";
            /** @description In words, 10 characters at least. Auditors read it. */
            reason: string;
        };
        UnmaskedDto: {
            /** @description By code of the data element; absent what was not answered. */
            values: {
                [key: string]: unknown;
            };
        };
        ItemFormDto: {
            fields: Record<string, never>[];
            values: {
                [key: string]: unknown;
            };
            /** @description Elements whose values are masked, because the asker's work does not need them now. `POST …/unmask` shows them for a reason. */
            masked: string[];
        };
        DueDateDto: {
            on: string;
            provisional: boolean;
            suspended: boolean;
            calendarVersion: string;
        };
        ExplanationStepDto: {
            rule: string;
            from: string;
            to: string;
            /** @description Days of the limit that the step uses up. */
            days: number;
            text: components["schemas"]["CaseTextDto"];
            reason?: string;
        };
        ClockExplanationDto: {
            due: components["schemas"]["DueDateDto"];
            /** @description Days of the limit, extension included. */
            total: number;
            used: number;
            remaining: number;
            overdue: boolean;
            paused: boolean;
            /**
             * @description Absent when the clock has stopped.
             * @enum {string}
             */
            light?: "yellow" | "orange" | "paused" | "green" | "red";
            steps: components["schemas"]["ExplanationStepDto"][];
        };
        ItemClocksDto: {
            acceptance?: components["schemas"]["ClockExplanationDto"];
            promise?: components["schemas"]["ClockExplanationDto"];
            step?: components["schemas"]["ClockExplanationDto"];
            /** @description What the law allows, where the item names it; without a light. */
            statutory?: components["schemas"]["ClockExplanationDto"];
            /** @description Of a preliminary review (初审), until it is forwarded. */
            forwarding?: components["schemas"]["ClockExplanationDto"];
        };
        CorrectionPointInputDto: {
            /** @description `form.<element>` or `materials.<material>`. */
            field: string;
            reason: string;
        };
        AskCorrectionDto: {
            version: number;
            points: components["schemas"]["CorrectionPointInputDto"][];
        };
        AnswerCorrectionDto: {
            version: number;
            /** @description The fields that change, by element code. */
            form: {
                [key: string]: unknown;
            };
        };
        LaterMaterialsDto: {
            materials: string[];
            /** @description Last day for them. */
            until: string;
        };
        OnPromiseDto: {
            /** @description Day on which it is checked. */
            checkBy: string;
        };
        AcceptDto: {
            version: number;
            later?: components["schemas"]["LaterMaterialsDto"];
            onPromise?: components["schemas"]["OnPromiseDto"];
        };
        CompleteStepDto: {
            version: number;
            outcome: string;
            opinion?: string;
        };
        DecideDto: {
            version: number;
            step: string;
            outcome: string;
            /** @description Needed for a refusal. */
            reasons?: string;
        };
        IssueResultDto: {
            version: number;
            step: string;
            outcome: string;
            /** @description Fields of the licence that the form does not hold, by face field code. */
            face: {
                [key: string]: unknown;
            };
        };
        AskCorrectionAgainDto: {
            version: number;
            points: components["schemas"]["CorrectionPointInputDto"][];
            reason: string;
        };
        NotAcceptDto: {
            version: number;
            reason: string;
            /** @description Whose business it is, when it is another authority's: its USCC, or its name, or the code or name of a department. A name that the catalogue does not know stays as it is. */
            competent?: string;
        };
        StartProcedureDto: {
            version: number;
            /** @enum {string} */
            kind: "hearing" | "bidding" | "auction" | "inspection" | "testing" | "quarantine" | "appraisal" | "expertReview" | "publicNotice" | "siteInspection" | "other";
            reason: string;
            plannedEnd: string;
        };
        EndProcedureDto: {
            version: number;
            finding?: string;
        };
        ProposeExtensionDto: {
            version: number;
            /** @description Working days; 10 at most (行政许可法 art. 42). */
            days: number;
            reason: string;
        };
        ReasonedDto: {
            version: number;
            reason: string;
        };
        CheckPromiseDto: {
            version: number;
            kept: boolean;
            finding: string;
            /** @description Where it was not kept: the last day for putting it right (限期整改); ten working days when absent. */
            rectifyBy?: string;
        };
        EndItemDto: {
            version: number;
            reason: string;
            /** @enum {string} */
            why: "applicantCeased" | "purposeGone" | "other";
        };
        QueuedClaimDto: {
            accountId: string;
            /** Format: date-time */
            since: string;
        };
        QueuedItemDto: {
            caseId: string;
            itemId: string;
            oneThing: string;
            oneThingName: components["schemas"]["CaseTextDto"];
            item: string;
            itemName: components["schemas"]["CaseTextDto"];
            department: string;
            division: string;
            state: string;
            step: string | null;
            stepName: components["schemas"]["CaseTextDto"] | null;
            /** @description The role that it waits for. */
            waitsFor: string;
            /** @enum {string} */
            light: "yellow" | "orange" | "paused" | "green" | "red";
            /** @description Last day of the deadline that runs: of acceptance, of the promise, of making the result. Null when none does. */
            dueOn: string | null;
            /** @description That day may still move: the notice of holidays of a year that it depends on is not out. */
            provisional: boolean;
            receiptNumber: string | null;
            caseNumber: string | null;
            /**
             * Format: date-time
             * @description When it came to the office.
             */
            submittedAt: string;
            /** @description To be sent with the next command. */
            version: number;
            /** @description Null when nobody works on it. */
            claim: components["schemas"]["QueuedClaimDto"] | null;
            /** @description To be sent with the next command on the claim. */
            claimVersion: number;
        };
        QueuePageDto: {
            entries: components["schemas"]["QueuedItemDto"][];
            /** @description Of all pages together. Of days of submission, numbers and applicants no more than 1,000 are counted. */
            total: number;
            /** @description There are more than `total`. */
            atLeast?: boolean;
            /** @description To be given as `after` for the next page; absent on the last one. */
            next?: string;
            /** @description More numbers begin or end so than are looked for (2,000), or more people bear that name (500): cases may be missing. Give more of it. */
            incomplete?: boolean;
        };
        QueueCountDto: {
            department: string;
            division: string;
            state: string;
            /** @enum {string} */
            light: "yellow" | "orange" | "paused" | "green" | "red";
            items: number;
        };
        DeliverableCaseDto: {
            caseId: string;
            number: string | null;
            oneThing: string;
            oneThingName: components["schemas"]["CaseTextDto"];
            division: string;
            /** Format: date-time */
            completedAt: string;
            /** @description Last day for the next result, YYYY-MM-DD. */
            deliverBy: string;
            /** @description That day may still move: the notice of holidays of a year that it depends on is not out. */
            provisional: boolean;
            /** @description The day of a result has passed. */
            overdue: boolean;
            /** @description How the applicant wants it: `electronic`, `collected`, `posted` or `terminal`; null while nothing was chosen. */
            chosenWay: string | null;
            /** @description To be sent with the command. */
            version: number;
        };
        DeliveryQueuePageDto: {
            entries: components["schemas"]["DeliverableCaseDto"][];
            /** @description To be given as `after` for the next page; absent on the last one. */
            next?: string;
        };
        ProposedExtensionDto: {
            caseId: string;
            itemId: string;
            oneThingName: components["schemas"]["CaseTextDto"];
            itemName: components["schemas"]["CaseTextDto"];
            department: string;
            division: string;
            caseNumber: string | null;
            /** @description Last day of the deadline as it runs now; null during a pause. */
            dueOn: string | null;
            /** @description That day may still move: the notice of holidays of a year that it depends on is not out. */
            provisional: boolean;
            /** @description Days asked for, in the unit of the item's promise. */
            days: number;
            /** @description `workingDays` or `naturalDays`. */
            unit: string;
        };
        ApprovalsDto: {
            /** @description At most 100, the most urgent first. Not those that one has proposed oneself. */
            extensions: components["schemas"]["ProposedExtensionDto"][];
        };
        OpenPromiseDto: {
            caseId: string;
            itemId: string;
            oneThingName: components["schemas"]["CaseTextDto"];
            itemName: components["schemas"]["CaseTextDto"];
            department: string;
            division: string;
            /** @description `handling` or `granted`. */
            state: string;
            caseNumber: string | null;
            /** @description Last day for the check; of a broken one, for putting it right. */
            dueOn: string;
            /** @description That day may still move: the notice of holidays of a year that it depends on is not out. */
            provisional: boolean;
            /** @description It was found broken. */
            broken: boolean;
        };
        OpenPromisesDto: {
            /** @description The most urgent first. */
            promises: components["schemas"]["OpenPromiseDto"][];
        };
        ApplicantSearchDto: {
            /** @description A citizen's number or a unified social credit code. */
            number?: string;
            /** @description The whole name. */
            name?: string;
            /** @description `next` of the page before. */
            after?: string;
            /**
             * @description Entries of a page, 1 to 100.
             * @default 20
             */
            limit: number;
        };
        ApplicantPageDto: {
            entries: components["schemas"]["QueuedItemDto"][];
            /** @description Of all pages together. Of days of submission, numbers and applicants no more than 1,000 are counted. */
            total: number;
            /** @description There are more than `total`. */
            atLeast?: boolean;
            /** @description To be given as `after` for the next page; absent on the last one. */
            next?: string;
            /** @description More numbers begin or end so than are looked for (2,000), or more people bear that name (500): cases may be missing. Give more of it. */
            incomplete?: boolean;
        };
        ColleagueDto: {
            accountId: string;
            name: string;
            roles: string[];
        };
        ClaimVersionDto: {
            /** @description `claimVersion` of the queue: 0 when nobody ever claimed it. Left out: as it stands now. */
            version?: number;
        };
        ClaimOutcomeDto: {
            caseId: string;
            itemId: string;
            /** @description Null when nobody works on it now. */
            accountId: string | null;
            version: number;
        };
        ClaimToDto: {
            /** @description `claimVersion` of the queue: 0 when nobody ever claimed it. Left out: as it stands now. */
            version?: number;
            /**
             * Format: uuid
             * @description The account of a colleague of the office.
             */
            to: string;
        };
        BulkReceiveRowDto: {
            /** Format: uuid */
            caseId: string;
            /** Format: uuid */
            itemId: string;
            /** @description Of the item. */
            version: number;
        };
        BulkReceiveDto: {
            items: components["schemas"]["BulkReceiveRowDto"][];
        };
        RowProblemDto: {
            code: string;
            detail: string;
            current?: Record<string, never>;
        };
        BulkReceiveResultDto: {
            caseId: string;
            itemId: string;
            outcome?: components["schemas"]["CommandOutcomeDto"];
            problem?: components["schemas"]["RowProblemDto"];
        };
        BulkAssignRowDto: {
            /** @description `claimVersion` of the queue: 0 when nobody ever claimed it. Left out: as it stands now. */
            version?: number;
            /** Format: uuid */
            caseId: string;
            /** Format: uuid */
            itemId: string;
        };
        BulkAssignDto: {
            /**
             * Format: uuid
             * @description The account of a colleague of the office.
             */
            to: string;
            items: components["schemas"]["BulkAssignRowDto"][];
        };
        BulkAssignResultDto: {
            caseId: string;
            itemId: string;
            outcome?: components["schemas"]["ClaimOutcomeDto"];
            problem?: components["schemas"]["RowProblemDto"];
        };
        AbsenceDto: {
            id: string;
            accountId: string;
            substituteAccountId: string;
            from: string;
            to: string;
        };
        DeclareAbsenceDto: {
            /**
             * Format: uuid
             * @description Who is away; oneself when left out. A head may say it for a colleague.
             */
            accountId?: string;
            /**
             * Format: uuid
             * @description Who stands in: a colleague of the office.
             */
            substitute: string;
            from: string;
            /** @description The last day of the absence. */
            to: string;
        };
        ProgressEntryDto: {
            at: string;
            text: components["schemas"]["CaseTextDto"];
        };
        TodoPointDto: {
            /** @description `form.<element>` or `materials.<material>`. */
            field: string;
            name: components["schemas"]["CaseTextDto"];
            /** @description What the office wrote about it. */
            reason?: string;
        };
        TodoDto: {
            /** @enum {string} */
            kind: "answerCorrection" | "supplyLater" | "resubmit" | "submitDraft" | "askConsent" | "awaitConsent" | "collectResults";
            text: components["schemas"]["CaseTextDto"];
            until?: string;
            /** @description That day may still move, because the calendar of its year is not published. */
            provisional?: boolean;
            points?: components["schemas"]["TodoPointDto"][];
        };
        ProgressDeadlineDto: {
            on: string;
            /** @description The day may still move, because the calendar of its year is not published. */
            provisional?: boolean;
            /** @description In one sentence. */
            text: components["schemas"]["CaseTextDto"];
            steps: components["schemas"]["ExplanationStepDto"][];
        };
        ItemProgressDto: {
            itemId: string;
            item: string;
            name: components["schemas"]["CaseTextDto"];
            state: string;
            ended: boolean;
            /** @description How far it is, 0 to 100. */
            share: number;
            /**
             * @description Who has to do something next.
             * @enum {string}
             */
            heldBy: "applicant" | "authority" | "otherItem" | "nobody";
            /** @description The authority that handles it. */
            office: components["schemas"]["CaseTextDto"];
            step?: components["schemas"]["CaseTextDto"];
            standing: components["schemas"]["CaseTextDto"];
            deadline?: components["schemas"]["ProgressDeadlineDto"];
            happened: components["schemas"]["ProgressEntryDto"][];
            todo: components["schemas"]["TodoDto"][];
            receiptNumber: string | null;
            caseNumber: string | null;
            /** @description 查询码, for look-up without log-in by the receipt or case number; to the applicant only. */
            queryCode?: string;
        };
        ProgressDto: {
            caseId: string;
            number: string | null;
            oneThing: components["schemas"]["CaseTextDto"];
            /** @enum {string} */
            stage: "draft" | "completed" | "discarded" | "delivered" | "submitted" | "accepted" | "partlyAccepted" | "partlyEnded" | "partlyGranted";
            /** @description How far it is, 0 to 100. */
            share: number;
            standing: components["schemas"]["CaseTextDto"];
            happened: components["schemas"]["ProgressEntryDto"][];
            todo: components["schemas"]["TodoDto"][];
            items: components["schemas"]["ItemProgressDto"][];
            /** @description 查询码, for look-up without log-in by the number of the case; to the applicant only. */
            queryCode?: string;
        };
        TrackDto: {
            /** @description 一件事编号, 收件编号 or 办件编号, as on the receipt. */
            number: string;
            /** @description 查询码: six digits, as on the receipt. */
            code: string;
        };
        UploadedFileDto: {
            /** @description Of the case: handing in makes a new version of a draft. */
            version: number;
            id: string;
            material: string;
            /** @description Made safe: without folders and invisible characters. */
            name: string;
            /** @description As recognised from the content. */
            contentType: string;
            /** @description Bytes. */
            size: number;
            /** @description Lower-case hexadecimal, as `sm3`. */
            sha256: string;
            /** @description GB/T 32905. */
            sm3: string;
            createdAt: string;
        };
        MaterialChangeDto: {
            /** @description Of the case, to be sent with its next command: a change makes a new version of a draft. */
            version: number;
        };
        CaseFileDto: {
            id: string;
            material: string;
            /** @description Made safe: without folders and invisible characters. */
            name: string;
            /** @description As recognised from the content. */
            contentType: string;
            /** @description Bytes. */
            size: number;
            /** @description Lower-case hexadecimal, as `sm3`. */
            sha256: string;
            /** @description GB/T 32905. */
            sm3: string;
            createdAt: string;
        };
        MaterialLicenceStateDto: {
            licenceType: string;
            /** @description The version that the case uses is still the one in force. */
            inForce: boolean;
            /**
             * @description `ofApplicant` needs none, `granted`, or `missing`.
             * @enum {string}
             */
            consent: "missing" | "granted" | "ofApplicant";
        };
        CaseMaterialDto: {
            material: string;
            name: components["schemas"]["CaseTextDto"];
            subject: string;
            /** @description Service items that ask for it. */
            askedBy: string[];
            /**
             * @description 1 necessary, 2 optional, 3 may be supplied later.
             * @enum {string}
             */
            necessity: "1" | "2" | "3";
            originals: number;
            copies: number;
            /**
             * @description `handIn`, `form` (it is the merged form) or `omitted`.
             * @enum {string}
             */
            status: "form" | "handIn" | "omitted";
            /** @description Why it need not be handed in. */
            reason?: Record<string, never>;
            explanation: components["schemas"]["CaseTextDto"];
            /** @description Asked for by the form as it is now. */
            asked: boolean;
            /** @description What stands for it: `files`, `licence`, `promise`, `predecessorResult`, `sharedDatum` or `onlineAuthorisation`. */
            source?: string;
            files: components["schemas"]["CaseFileDto"][];
            licence?: components["schemas"]["MaterialLicenceStateDto"];
            promisedAt?: string;
        };
        CaseMaterialsDto: {
            /** @description Of the case. */
            version: number;
            materials: components["schemas"]["CaseMaterialDto"][];
        };
        CaseLicenceFieldDto: {
            code: string;
            name: components["schemas"]["CaseTextDto"];
            value: Record<string, never>;
        };
        CaseLicenceDto: {
            licenceId: string;
            licenceType: string;
            licenceTypeName: components["schemas"]["CaseTextDto"];
            version: number;
            issuedOn: string;
            validFrom: string;
            /** @description The last valid day; absent = for good. */
            validTo?: string;
            /** @description Keyed digest of what is printed on it. */
            faceDigest: string;
            /** @description For the holder, the guardian and the offices. */
            number?: string;
            /** @description For the holder, the guardian and the offices. */
            face?: components["schemas"]["CaseLicenceFieldDto"][];
        };
        PromiseDto: {
            /** @description True makes the promise, false takes it back. */
            agreed: boolean;
        };
        AskConsentDto: {
            /** @enum {string} */
            subject: "agent" | "otherParent" | "child" | "spouse" | "legalRepresentative";
            /** @description Materials of that subject that a licence stands for. */
            materials: string[];
        };
        CaseConsentDto: {
            id: string;
            subject: string;
            purpose: components["schemas"]["CaseTextDto"];
            /** @description Licence types that may be used once it is granted. */
            scope: string[];
            /** @description `asked`, `granted`, `refused`, `revoked` or `expired`. */
            state: string;
            askedAt: string;
            decidedAt?: string;
            expiresAt: string;
        };
        CaseConsentsDto: {
            entries: components["schemas"]["CaseConsentDto"][];
        };
        ItemGradeDto: {
            /** Format: uuid */
            itemId: string;
            /**
             * @description 1 very satisfied … 5 very dissatisfied.
             * @enum {number}
             */
            grade: 1 | 2 | 3 | 4 | 5;
        };
        GiveRatingDto: {
            /**
             * @description 1 very satisfied … 5 very dissatisfied.
             * @enum {number}
             */
            grade: 1 | 2 | 3 | 4 | 5;
            /** @description Codes of reason tags offered for that grade. */
            tags?: string[];
            /** @description In the rater's own words. */
            words?: string;
            /** @description The units are not told who it was, and call nobody back. */
            isAnonymous?: boolean;
            /** @description Items that deserve another grade than the whole. */
            items?: components["schemas"]["ItemGradeDto"][];
        };
        RatingTextDto: {
            zh: string;
            en: string;
        };
        RatedItemDto: {
            itemId: string;
            /** @description Code of the service item. */
            item: string;
            grade: number;
            /** @description False when it follows the whole. */
            isOwn: boolean;
        };
        RatingDto: {
            id: string;
            caseId: string;
            /** @description 1, and 2 for the one after a rectification. */
            sequence: number;
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            tags: string[];
            words?: string;
            items: components["schemas"]["RatedItemDto"][];
            channel: string;
            stage: string;
            isAnonymous: boolean;
            /** @description ISO 8601 instant. */
            givenAt: string;
        };
        RatingHandlingDto: {
            department: string;
            division: string;
            /** @description Code of the item that was graded apart. */
            item?: string;
            /** @description `verifying`, `appealed`, `rectifying`, `answering`, `answered` or `closed`. */
            state: string;
            /** @description Until then it is to be mended. */
            dueOn: string;
            finding?: string;
            /** @description What the unit has answered. */
            answer?: string;
            /** @description One may rate once more until then. */
            secondRatingUntil?: string;
        };
        RatingListDto: {
            /**
             * @description Whether one may rate the completed matter now: for the first time, or once more after it was mended.
             * @enum {string}
             */
            next: "first" | "second" | "none";
            entries: components["schemas"]["RatingDto"][];
            handling: components["schemas"]["RatingHandlingDto"][];
        };
        RatingTagDto: {
            code: string;
            name: components["schemas"]["RatingTextDto"];
        };
        GradeTagsDto: {
            grade: number;
            name: components["schemas"]["RatingTextDto"];
            tags: components["schemas"]["RatingTagDto"][];
        };
        RatingTagsDto: {
            grades: components["schemas"]["GradeTagsDto"][];
            /** @description `recalled`: the list was written from memory. */
            provenance?: string;
        };
        RatingLinkDto: {
            /** @description Goes behind `/rate#`. */
            token: string;
            /** Format: date-time */
            expiresAt: string;
        };
        RatingLinkTokenDto: {
            /** @description As it stands behind the `#` of the link. */
            token: string;
        };
        RatingLinkStateDto: {
            /** @enum {string} */
            stage: "intake" | "acceptance" | "completion";
            /**
             * @description `notReached`: its stage; `rated`: by this link or otherwise; `openAgain`: once more after it was mended.
             * @enum {string}
             */
            state: "open" | "notReached" | "rated" | "openAgain";
            /** @description Code of the one-thing. */
            oneThing: string;
            /** @description Of the case, 6 digits. */
            division: string;
        };
        GiveRatingByLinkDto: {
            /**
             * @description 1 very satisfied … 5 very dissatisfied.
             * @enum {number}
             */
            grade: 1 | 2 | 3 | 4 | 5;
            /** @description Codes of reason tags offered for that grade. */
            tags?: string[];
            /** @description In the rater's own words. */
            words?: string;
            /** @description The units are not told who it was, and call nobody back. */
            isAnonymous?: boolean;
            /** @description As it stands behind the `#` of the link. */
            token: string;
        };
        RatingByLinkDto: {
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            /** @description ISO 8601 instant. */
            givenAt: string;
        };
        BadRatingDto: {
            /** @enum {string} */
            state: "verifying" | "appealed" | "rectifying" | "answering" | "answered" | "closed";
            /** @enum {string} */
            finding?: "true" | "mistaken" | "malicious" | "noLegalBasis";
            id: string;
            version: number;
            oneThing: string;
            department: string;
            division: string;
            /** @description Code of the item that was graded apart; absent when the whole was. */
            item?: string;
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            tags: string[];
            isAnonymous: boolean;
            /** Format: date-time */
            calledBackAt?: string;
            callBackTries: number;
            /** @description Whether another unit has upheld the appeal. */
            appealUpheld?: boolean;
            /** @description Last day for the call-back, and for the rectification. */
            callBackDueOn: string;
            dueOn: string;
            isOverdue: boolean;
            /** Format: date-time */
            dispatchedAt: string;
            /** Format: date-time */
            rectifiedAt?: string;
            wasOnTime?: boolean;
            /** Format: date-time */
            answeredAt?: string;
            secondRatingUntil?: string;
            secondGrade?: number;
            /** Format: date-time */
            closedAt?: string;
        };
        BadRatingListDto: {
            entries: components["schemas"]["BadRatingDto"][];
            next?: string;
        };
        BadRatingCountDto: {
            /** @enum {string} */
            state: "verifying" | "appealed" | "rectifying" | "answering" | "answered" | "closed";
            count: number;
            overdue: number;
        };
        BadRatingBoardDto: {
            counts: components["schemas"]["BadRatingCountDto"][];
        };
        RatingEvidenceDto: {
            /** @enum {string} */
            kind: "caseRecord" | "callRecord" | "recording" | "document" | "law";
            /** @description Which one: number, file, article of a law. */
            reference: string;
            /**
             * Format: uuid
             * @description One of the bad rating's files.
             */
            fileId?: string;
        };
        BadRatingNoteDto: {
            kind: string;
            text: string;
            evidence: components["schemas"]["RatingEvidenceDto"][];
            /** Format: date-time */
            writtenAt: string;
        };
        BadRatingFileDto: {
            id: string;
            name: string;
            contentType: string;
            /** @description Bytes. */
            size: number;
            /** Format: date-time */
            addedAt: string;
            /** @description Whether something that was written rests on it: then it stays. */
            isNamed: boolean;
        };
        BadRatingDetailDto: {
            /** @enum {string} */
            state: "verifying" | "appealed" | "rectifying" | "answering" | "answered" | "closed";
            /** @enum {string} */
            finding?: "true" | "mistaken" | "malicious" | "noLegalBasis";
            id: string;
            version: number;
            oneThing: string;
            department: string;
            division: string;
            /** @description Code of the item that was graded apart; absent when the whole was. */
            item?: string;
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            tags: string[];
            isAnonymous: boolean;
            /** Format: date-time */
            calledBackAt?: string;
            callBackTries: number;
            /** @description Whether another unit has upheld the appeal. */
            appealUpheld?: boolean;
            /** @description Last day for the call-back, and for the rectification. */
            callBackDueOn: string;
            dueOn: string;
            isOverdue: boolean;
            /** Format: date-time */
            dispatchedAt: string;
            /** Format: date-time */
            rectifiedAt?: string;
            wasOnTime?: boolean;
            /** Format: date-time */
            answeredAt?: string;
            secondRatingUntil?: string;
            secondGrade?: number;
            /** Format: date-time */
            closedAt?: string;
            caseId: string;
            rating: components["schemas"]["RatingDto"];
            /** @description Masked; absent of an anonymous rating. */
            raterName?: string;
            notes: components["schemas"]["BadRatingNoteDto"][];
            files: components["schemas"]["BadRatingFileDto"][];
            /** @description Commands that the asker may send now. */
            possible: string[];
        };
        BadRatingContactReasonDto: {
            /** @description In words, 10 characters at least. Auditors read it. */
            reason: string;
        };
        BadRatingContactDto: {
            name: string;
            mobile?: string;
        };
        BadRatingCallBackDto: {
            /** @enum {string} */
            outcome: "reached" | "declined" | "notReached";
            /** @description As it was seen. */
            version: number;
            /** @description What was said, found, done or answered. */
            text: string;
        };
        BadRatingFindingDto: {
            /** @enum {string} */
            finding: "true" | "mistaken" | "malicious" | "noLegalBasis";
            evidence: components["schemas"]["RatingEvidenceDto"][];
            /** @description As it was seen. */
            version: number;
            /** @description What was said, found, done or answered. */
            text: string;
        };
        BadRatingMeasuresDto: {
            evidence: components["schemas"]["RatingEvidenceDto"][];
            /** @description As it was seen. */
            version: number;
            /** @description What was said, found, done or answered. */
            text: string;
        };
        BadRatingAnswerDto: {
            /** @description As it was seen. */
            version: number;
            /** @description What was said, found, done or answered. */
            text: string;
        };
        BadRatingAppealDto: {
            /** @description The rating counts no more. */
            upheld: boolean;
            evidence: components["schemas"]["RatingEvidenceDto"][];
            /** @description As it was seen. */
            version: number;
            /** @description What was said, found, done or answered. */
            text: string;
        };
        BadRatingRedispatchDto: {
            department: string;
            division: string;
            /** @description As it was seen. */
            version: number;
            /** @description What was said, found, done or answered. */
            text: string;
        };
        RatingSuspicionDto: {
            /** @description `burst`, `sharedDevice`, `staffDevice` or `sameWords`. */
            reason: string;
            /** @description How many were counted, this one included. */
            count: number;
        };
        SuspiciousRatingDto: {
            ratingId: string;
            oneThing: string;
            division: string;
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            channel: string;
            stage: string;
            words?: string;
            /** Format: date-time */
            givenAt: string;
            suspicions: components["schemas"]["RatingSuspicionDto"][];
        };
        SuspiciousRatingListDto: {
            entries: components["schemas"]["SuspiciousRatingDto"][];
            next?: string;
        };
        RatingVerdictDto: {
            /** @description False: published figures leave it out, and say so. */
            counts: boolean;
            reason: string;
        };
        WordsToScreenDto: {
            ratingId: string;
            oneThing: string;
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            /** @description As written. */
            words: string;
            /** @description As they would be published. */
            masked: string;
            /** @description `personNumber`, `mobile`, `email`, `longNumber`, `rudeOrGrave`. */
            found: ("mobile" | "email" | "personNumber" | "longNumber" | "rudeOrGrave")[];
        };
        WordsToScreenListDto: {
            entries: components["schemas"]["WordsToScreenDto"][];
            next?: string;
        };
        WordsVerdictDto: {
            released: boolean;
        };
        PublishedBadRatingDto: {
            /** @enum {string} */
            finding: "true" | "mistaken" | "malicious" | "noLegalBasis";
            id: string;
            oneThing: string;
            department: string;
            division: string;
            item?: string;
            grade: number;
            gradeName: components["schemas"]["RatingTextDto"];
            tags: string[];
            /** @description Whether it was mended within its days; absent where nothing was to be mended. */
            wasOnTime?: boolean;
            secondGrade?: number;
            /** @description Of the rater, masked; absent when nobody has released them. */
            words?: string;
            /** @description Civil days. */
            dispatchedOn: string;
            closedOn: string;
        };
        RatingExclusionsDto: {
            given: number | null;
            /** @description A human has excluded them as not genuine. */
            byReview: number | null;
            /** @description Suspicious, and counted until a human has looked. */
            awaitingReview: number | null;
            mistaken: number | null;
            malicious: number | null;
        };
        PublishedBadRatingListDto: {
            entries: components["schemas"]["PublishedBadRatingDto"][];
            next?: string;
            excluded: components["schemas"]["RatingExclusionsDto"];
        };
        GiveRatingForCallerDto: {
            /**
             * @description 1 very satisfied … 5 very dissatisfied.
             * @enum {number}
             */
            grade: 1 | 2 | 3 | 4 | 5;
            /** @description Codes of reason tags offered for that grade. */
            tags?: string[];
            /** @description In the rater's own words. */
            words?: string;
            /** @description The units are not told who it was, and call nobody back. */
            isAnonymous?: boolean;
            /** @description Official number, as the caller reads it. */
            number: string;
            /** @description Query code of the receipt. */
            code: string;
        };
        StatisticsTextDto: {
            zh: string;
            en: string;
        };
        FigureDefinitionDto: {
            name: components["schemas"]["StatisticsTextDto"];
            formula: components["schemas"]["StatisticsTextDto"];
            source: components["schemas"]["StatisticsTextDto"];
        };
        FigureDto: {
            /** @description How it divides by level, state, licence type or grade, up to `dividedUpTo`, in whole steps of 5; null where they are so few that they are withheld. */
            parts?: {
                [key: string]: number | null;
            };
            /** @description What the parts are called. */
            partNames?: {
                [key: string]: components["schemas"]["StatisticsTextDto"];
            };
            code: string;
            definition: components["schemas"]["FigureDefinitionDto"];
            /**
             * @description `count` is a number of things, `share` lies between 0 and 1, `points` are of 10.
             * @enum {string}
             */
            unit: "count" | "points" | "share";
            /** @description Null when there is nothing to divide by yet, or so little that it is withheld. */
            value: number | null;
            /** @description ISO 8601 instant at which it was read. */
            asOf: string;
        };
        OverviewDto: {
            /** @description Division code (GB/T 2260) of the region. */
            region: string;
            asOf: string;
            /** @description Instant of the youngest event or rating that was counted; null before the first. */
            countedUpTo: string | null;
            /** @description The last day that counts for parts, rates, and what registers hold: today's come tomorrow. */
            dividedUpTo: string;
            figures: components["schemas"]["FigureDto"][];
        };
        PopularOneThingsDto: {
            /** @description First day that counts, `YYYY-MM-DD`. */
            since: string;
            /** @description Codes, the most often applied for first. */
            oneThings: string[];
        };
        CountedFigureDto: {
            code: string;
            definition: components["schemas"]["FigureDefinitionDto"];
        };
        OpenDataSetDto: {
            code: string;
            name: components["schemas"]["StatisticsTextDto"];
            definition: components["schemas"]["FigureDefinitionDto"];
            /** @description Months that are over, the newest first. */
            months: string[];
        };
        OpenDataListDto: {
            /** @description Where the JSON Schema of the data is. */
            schema: string;
            datasets: components["schemas"]["OpenDataSetDto"][];
        };
        OpenDataCellDto: {
            /** @description Null: all of them. */
            division: string | null;
            department: string | null;
            detail: string | null;
            /** @description Null: withheld, because it, or another one that follows from it, is below 5. */
            count: number | null;
        };
        OpenDataMonthDto: {
            $schema: string;
            dataset: string;
            month: string;
            asOf: string;
            definition: components["schemas"]["FigureDefinitionDto"];
            cells: components["schemas"]["OpenDataCellDto"][];
        };
        FigureBoardRowDto: {
            key: string;
            name: components["schemas"]["StatisticsTextDto"];
            submitted: number;
            accepted: number;
            granted: number;
            refused: number;
            withdrawn: number;
            aborted: number;
            onTime: number;
            late: number;
            issued: number;
            reused: number;
            sparedMaterials: number;
            sparedSteps: number;
            sparedVisits: number;
            /** @description Working days. */
            sparedDays: number;
            /** @description Between 0 and 1; null where there is nothing to divide by. */
            onTimeRate: number | null;
            medianDays: number | null;
            ninetiethDays: number | null;
            /** @description Of items, without what is excluded. */
            ratings: number;
            bad: number;
            satisfactionRate: number | null;
            verySatisfiedRate: number | null;
            badRate: number | null;
            /** @description Of 10 points. */
            meanScore: number | null;
            /** @description Ratings of items that count no more: by a review, or found mistaken or malicious. */
            excluded: number;
            /** @description Persons at counters. */
            visits: number;
            /** @description Ratings of intake and acceptance there. */
            visitRatings: number;
            badDispatched: number;
            badCalledBack: number;
            /** @description Of the bad ratings whose rater is known. */
            callBackRate: number | null;
            /** @description Bad ratings that were to be rectified by now. */
            badDue: number;
            /** @description Within 15 working days. */
            badRectified: number;
            rectificationRate: number | null;
            badAnswered: number;
            badClosed: number;
        };
        FigureBoardDto: {
            asOf: string;
            /** @description Instant of the youngest event that was counted; null before the first. */
            countedUpTo: string | null;
            total: components["schemas"]["FigureBoardRowDto"];
            rows: components["schemas"]["FigureBoardRowDto"][];
        };
        ExplainedCountDto: {
            day: string;
            division: string;
            department: string;
            oneThing: string;
            item: string;
            detail: string;
            count: number;
            /** @description Official number of the item, else of the case. */
            number: string | null;
        };
        FigureExplanationDto: {
            figure: string;
            definition: components["schemas"]["FigureDefinitionDto"];
            kept: number;
            /** @description Counted just now from the single events. */
            found: number;
            /** @description The first 500. */
            counts: components["schemas"]["ExplainedCountDto"][];
        };
        NoticeTextDto: {
            zh: string;
            en: string;
        };
        NoticeDto: {
            id: string;
            /** @description What happened, as a code. */
            kind: string;
            /** @description Null when it is about a mandate, or about somebody else's case: whose licence is asked for sees the request, not the case. */
            caseId: string | null;
            mandateId: string | null;
            /** @description The item case that it is about; null when it is about the whole. */
            itemId: string | null;
            title: components["schemas"]["NoticeTextDto"];
            body: components["schemas"]["NoticeTextDto"];
            /** @description ISO 8601 instant of what it tells. */
            createdAt: string;
            /** @description Null while unread. */
            readAt: string | null;
        };
        InboxPageDto: {
            /** @description In the whole inbox, not on this page. */
            unread: number;
            /** @description Newest first. */
            entries: components["schemas"]["NoticeDto"][];
            /** @description Give it as `after` for the next page; absent on the last one. */
            next?: string;
        };
        InboxStateDto: {
            unread: number;
        };
        ReadInboxDto: {
            /**
             * Format: uuid
             * @description Id of the newest notice that was seen: it and all older ones are read. One that has come meanwhile stays unread.
             */
            upTo: string;
        };
        NoticeChannelDto: {
            /** @description Whether the account wants it. */
            wanted: boolean;
            /** @description Masked; null when the account has given none. */
            address: string | null;
            /**
             * @description Why nothing comes this way now: the platform lacks it, there is no address, it is not wanted. Null when notices come.
             * @enum {string|null}
             */
            obstacle: "channelOff" | "noAddress" | "notWanted" | null;
            /** @description With `channelOff`: what the platform lacks. */
            reason: components["schemas"]["NoticeTextDto"] | null;
        };
        NoticePreferencesDto: {
            /**
             * @description Of mails and SMS.
             * @enum {string}
             */
            language: "zh" | "en";
            /** @description The inbox is always on. */
            inbox: boolean;
            email: components["schemas"]["NoticeChannelDto"];
            sms: components["schemas"]["NoticeChannelDto"];
        };
        PutNoticePreferencesDto: {
            /**
             * Format: email
             * @description Absent: stays as it is. Null: is removed.
             */
            emailAddress?: string | null;
            /** @enum {string} */
            language: "zh" | "en";
            email: boolean;
            sms: boolean;
        };
        NoticeFailureDto: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms";
            kind: string;
            accountId: string;
            caseId: string | null;
            itemId: string | null;
            /** @description Tries that failed. */
            attempts: number;
            /** @description Why the last one failed: `SMTP EENVELOPE RCPT TO 550 5.1.1`. */
            reason: string | null;
            /** @description ISO 8601 instant of what the notice tells. */
            createdAt: string;
            /** @description ISO 8601 instant. */
            failedAt: string;
        };
        NoticeFailurePageDto: {
            /** @description Newest first. */
            entries: components["schemas"]["NoticeFailureDto"][];
            /** @description Give it as `after` for the next page; absent on the last one. */
            next?: string;
        };
        RetriedDeliveryDto: {
            id: string;
            /** @enum {string} */
            state: "waiting";
        };
        DocumentTextDto: {
            zh: string;
            en: string;
        };
        DocumentFileDto: {
            /**
             * @description `making` (制作中), `made`, or `none`: erased, or issued before there were files.
             * @enum {string}
             */
            state: "none" | "made" | "making";
            /** @description While it is being made: code of what was in the way of the last attempt. It is tried again. */
            failure?: string;
            /** @description Bytes. */
            size?: number;
            /** @description Digests of the whole file, lower-case hexadecimal. */
            sha256?: string;
            sm3?: string;
        };
        DocumentDto: {
            id: string;
            /** @description Absent for a document of the whole. */
            itemId: string | null;
            item: string | null;
            kind: string;
            title: components["schemas"]["DocumentTextDto"];
            /** @description 文号 */
            number: string;
            issuedOn: string;
            file: components["schemas"]["DocumentFileDto"];
        };
        DecisionDraftDto: {
            /** Format: uuid */
            itemId: string;
            /** @enum {string} */
            decision: "grant" | "refuse";
            /** @description As it is typed so far. */
            reasons?: string;
        };
        DocumentAuthorityDto: {
            name: components["schemas"]["DocumentTextDto"];
            uscc: string;
        };
        DocumentFactDto: {
            label: components["schemas"]["DocumentTextDto"];
            value: components["schemas"]["DocumentTextDto"];
        };
        DocumentReasonDto: {
            label: components["schemas"]["DocumentTextDto"];
            text: string;
        };
        DocumentPreviewDto: {
            title: components["schemas"]["DocumentTextDto"];
            /** @description 文号, without its serial. */
            number: string;
            issuedOn: string;
            authority: components["schemas"]["DocumentAuthorityDto"];
            facts: components["schemas"]["DocumentFactDto"][];
            paragraphs: components["schemas"]["DocumentTextDto"][];
            reason?: components["schemas"]["DocumentReasonDto"];
            /** @description How it can be challenged, and until when. */
            remedies: components["schemas"]["DocumentTextDto"][];
        };
        AccessedObjectDto: {
            kind: string;
            id: string;
        };
        AccessDto: {
            /**
             * @description Why it was shown unmasked, or the account looked up.
             * @enum {string}
             */
            purpose?: "examination" | "contact" | "complaint" | "correction" | "inspection" | "check" | "recovery" | "attendance";
            id: string;
            /** @enum {string} */
            act: "case.opened" | "form.opened" | "file.opened" | "licence.opened" | "licence.presented" | "document.opened" | "applicant.searched" | "delivery.opened" | "delivery.chosen" | "data.unmasked" | "data.corrected" | "rating.contactShown" | "account.lookedUp";
            at: string;
            roles: string[];
            departmentCode?: string;
            divisionCode?: string;
            object: components["schemas"]["AccessedObjectDto"] | null;
            /** @description Codes of the data elements that were shown unmasked. */
            fields?: string[];
        };
        AccessPageDto: {
            entries: components["schemas"]["AccessDto"][];
            /** @description For `after`; absent on the last page. */
            next?: string;
        };
        LicenceHolderDto: {
            /**
             * @description `self`, or `child` when one looks as guardian.
             * @enum {string}
             */
            relation: "child" | "self";
            name: string;
        };
        LicenceIssuerDto: {
            /** @description Unified social credit code. */
            uscc: string;
            department: string;
            division: string;
        };
        LicenceFileDto: {
            /**
             * @description `making` (制作中), `made`, or `none`: licences from before there were files.
             * @enum {string}
             */
            state: "none" | "made" | "making";
            /** @description While it is being made: code of what was in the way of the last attempt. It is tried again. */
            failure?: string;
            /** @description Bytes. */
            size?: number;
            /** @description Digests of the whole file, lower-case hexadecimal. */
            sha256?: string;
            sm3?: string;
        };
        LicenceEntryDto: {
            id: string;
            version: number;
            type: components["schemas"]["LicenceTypeDto"];
            number: string;
            /** @description VALID, SUSPENDED, REPLACED, EXPIRED, CANCELLED, WITHDRAWN, REVOKED or TRANSFERRED. */
            state: string;
            holder: components["schemas"]["LicenceHolderDto"];
            /** @description `YYYY-MM-DD`, as are the other days. */
            issuedOn: string;
            validFrom: string;
            /** @description The last valid day; absent = for good. */
            validTo?: string;
            /** @description `issued` by the platform, or `seeded` for a demonstration. */
            origin: string;
            issuer: components["schemas"]["LicenceIssuerDto"];
            file: components["schemas"]["LicenceFileDto"];
        };
        LicencePageDto: {
            entries: components["schemas"]["LicenceEntryDto"][];
            /** @description To be given as `after` for the next page; absent on the last one. */
            next?: string;
        };
        LicenceTextDto: {
            zh: string;
            en: string;
        };
        LicenceFaceFieldDto: {
            code: string;
            name: components["schemas"]["LicenceTextDto"];
            value: Record<string, never>;
        };
        LicenceDto: {
            id: string;
            version: number;
            type: components["schemas"]["LicenceTypeDto"];
            number: string;
            /** @description VALID, SUSPENDED, REPLACED, EXPIRED, CANCELLED, WITHDRAWN, REVOKED or TRANSFERRED. */
            state: string;
            holder: components["schemas"]["LicenceHolderDto"];
            /** @description `YYYY-MM-DD`, as are the other days. */
            issuedOn: string;
            validFrom: string;
            /** @description The last valid day; absent = for good. */
            validTo?: string;
            /** @description `issued` by the platform, or `seeded` for a demonstration. */
            origin: string;
            issuer: components["schemas"]["LicenceIssuerDto"];
            file: components["schemas"]["LicenceFileDto"];
            /** @description 电子证照标识 (GB/T 36904-2018). */
            identifier?: string;
            face: components["schemas"]["LicenceFaceFieldDto"][];
            /** @description Keyed digest of the face fields, as the case's event names it. */
            faceDigest: string;
        };
        LicenceStatusDto: {
            seq: number;
            version: number;
            from: string | null;
            to: string;
            reason: string;
            legalDocument: string | null;
            /** @description Account of the official, or the name of a worker. */
            operator: string;
            /** @description ISO 8601. */
            occurredAt: string;
            /** @description DER in base64; null for records from before they were signed. */
            signature: string | null;
            signingKey: string | null;
        };
        LicenceStatusListDto: {
            entries: components["schemas"]["LicenceStatusDto"][];
        };
        ChangeReasonDto: {
            /** @description 1 to 200 characters. */
            words: string;
            /** @description Number of the decision or application that it rests on (文号). */
            legalDocument?: string;
        };
        LicenceChangeDto: {
            /**
             * @description suspend 暂扣, reinstate 恢复, cancel 注销, withdraw 撤销, revoke 吊销, transfer 转出.
             * @enum {string}
             */
            change: "suspend" | "reinstate" | "cancel" | "withdraw" | "revoke" | "transfer";
            /**
             * @description The state as it was seen.
             * @enum {string}
             */
            state: "VALID" | "SUSPENDED" | "REPLACED" | "CANCELLED" | "WITHDRAWN" | "REVOKED" | "TRANSFERRED";
            reason: components["schemas"]["ChangeReasonDto"];
        };
        LicenceStateDto: {
            id: string;
            version: number;
            state: string;
        };
        LicenceReplacementDto: {
            /** @description Number of the version as it was seen. */
            version: number;
            /** @description Fields that change, by their code; null removes one. What is left out stays. */
            face: {
                [key: string]: unknown;
            };
            /** @description Last valid day, `YYYY-MM-DD`; that of the version before when left out. */
            validTo?: string;
            reason: components["schemas"]["ChangeReasonDto"];
        };
        ConsentAskerDto: {
            name: string;
        };
        ConsentDto: {
            id: string;
            /** @description `asked`, `granted`, `refused`, `revoked` or `expired`. */
            state: string;
            askedBy: components["schemas"]["ConsentAskerDto"];
            /** @description As whom one takes part in the matter: `otherParent`. */
            subject: string;
            purpose: components["schemas"]["LicenceTextDto"];
            /** @description The types of licences that may be used. */
            scope: components["schemas"]["LicenceTypeDto"][];
            /** @description ISO 8601 instants. */
            askedAt: string;
            decidedAt?: string;
            expiresAt: string;
        };
        ConsentPageDto: {
            entries: components["schemas"]["ConsentDto"][];
            /** @description To be given as `after` for the next page; absent on the last one. */
            next?: string;
        };
        PresentationCodeDto: {
            /** @description What the QR code holds. */
            content: string;
            /** @description ISO 8601: from then on it is refused. A new one is asked for before. */
            expiresAt: string;
            /** @description How long it can be read from now on, ms. */
            lastsMs: number;
        };
        ReadPresentationDto: {
            /** @description As the scanner read it, with the address before it or without. */
            code: string;
        };
        PresentedHolderDto: {
            name: string;
            number?: string;
        };
        PresentedFieldDto: {
            code: string;
            name: components["schemas"]["LicenceTextDto"];
            value: Record<string, never>;
            /** @description What a choice is called. */
            words?: components["schemas"]["LicenceTextDto"];
        };
        PresentedLicenceDto: {
            type: components["schemas"]["LicenceTypeDto"];
            number: string;
            /** @description Its state now: VALID, SUSPENDED, REPLACED, EXPIRED, CANCELLED, WITHDRAWN, REVOKED or TRANSFERRED. */
            state: string;
            holder: components["schemas"]["PresentedHolderDto"];
            /**
             * @description `child`: presented by a guardian.
             * @enum {string}
             */
            presentedBy: "child" | "self";
            issuer: components["schemas"]["LicenceIssuerDto"];
            issuedOn: string;
            validFrom: string;
            validTo?: string;
            face: components["schemas"]["PresentedFieldDto"][];
            /** @description ISO 8601. */
            readAt: string;
        };
        SealVersionDto: {
            /** @enum {string} */
            kind: "legalName" | "internalOrgan" | "branch" | "business";
            /** @enum {string} */
            rank: "stateCouncil" | "province" | "cityOrCounty" | "regionalOffice" | "township" | "department" | "organisation";
            lowerText: string | null;
            number: string | null;
            purposes: ("licence" | "decision" | "notice")[];
            /** @enum {string} */
            state: "applied" | "approved" | "rejected" | "made" | "filed" | "enabled" | "suspended" | "replaced" | "cancelled";
            decidedBy: string | null;
            /** Format: date-time */
            validFrom: string | null;
            /** Format: date-time */
            validTo: string | null;
            sealId: string;
            version: number;
            ownerUscc: string;
            name: string;
            revision: number;
            /** @description How often the seal was used, in all its versions. */
            useCount: number;
            /** @description Account. */
            appliedBy: string;
            /** Format: date-time */
            appliedAt: string;
        };
        SealPageDto: {
            /** @description The latest version of each seal, newest seal first. */
            entries: components["schemas"]["SealVersionDto"][];
            next?: string;
        };
        SealDto: {
            /** @description Oldest first. */
            versions: components["schemas"]["SealVersionDto"][];
        };
        SealImageDto: {
            /** @description Vector drawing, paths only. */
            svg: string;
        };
        SealUseDto: {
            /** @enum {string} */
            purpose: "licence" | "decision" | "notice";
            caseId: string | null;
            id: string;
            seq: number;
            version: number;
            documentId: string;
            /** @description SM3 of the document, hexadecimal. */
            digest: string;
            authorisedBy: string;
            /** Format: date-time */
            usedAt: string;
        };
        SealUsePageDto: {
            /** @description Newest first. */
            entries: components["schemas"]["SealUseDto"][];
            next?: number;
        };
        ApplyForSealDto: {
            /** @description What it may be put on. */
            purposes: ("licence" | "decision" | "notice")[];
            /** @enum {string} */
            kind: "legalName" | "internalOrgan" | "branch" | "business";
            /**
             * @description Of the owner: it says how large the seal is.
             * @enum {string}
             */
            rank: "stateCouncil" | "province" | "cityOrCounty" | "regionalOffice" | "township" | "department" | "organisation";
            /** @description Unified social credit code of the owner. */
            ownerUscc: string;
            /** @description Around the edge: the legal name of the owner. */
            name: string;
            /** @description Below the star, of special seals: 行政审批专用章. */
            lowerText?: string;
            /** @description Number of the seal (印章编码). */
            number?: string;
            /** @description For who decides, and for the auditor. */
            reason: string;
        };
        SealContentDto: {
            /** @description What it may be put on. */
            purposes: ("licence" | "decision" | "notice")[];
            /** @description Around the edge: the legal name of the owner. */
            name: string;
            /** @description Below the star, of special seals: 行政审批专用章. */
            lowerText?: string;
            /** @description Number of the seal (印章编码). */
            number?: string;
            /** @description For who decides, and for the auditor. */
            reason: string;
        };
        SealStepDto: {
            version: number;
            /** @description Of the version as it was seen. */
            revision: number;
            reason?: string;
        };
        ReasonedSealStepDto: {
            version: number;
            /** @description Of the version as it was seen. */
            revision: number;
            reason?: string;
        };
        CancelSealDto: {
            version: number;
            /** @description Of the version as it was seen. */
            revision: number;
            reason?: string;
            /** @description The key may be in other hands: signatures of any time become void. */
            compromised?: boolean;
        };
        VerificationTextDto: {
            zh: string;
            en: string;
        };
        FileCheckDto: {
            /** @enum {string} */
            check: "structure" | "metadata" | "documentSignature" | "documentCovered" | "documentChain" | "sealSignature" | "sealChain" | "sealCovers" | "revocation" | "certificateValidity" | "sealValidity" | "sameAuthority" | "signingTimes" | "inRegister" | "holder" | "licenceState";
            /** @enum {string} */
            outcome: "pass" | "fail" | "notChecked";
            /** @description Why it failed, or was not checked; a stable code. */
            code?: string;
            name: components["schemas"]["VerificationTextDto"];
            meaning: components["schemas"]["VerificationTextDto"];
        };
        FileContentDto: {
            title?: string;
            identifier?: string;
            number?: string;
            issuer?: string;
            issuedOn?: string;
            validTo?: string;
        };
        FileReportDto: {
            /** @enum {string} */
            verdict: "malformedFile" | "signatureDamaged" | "signatureMoved" | "fileAltered" | "sealDamaged" | "foreignRoot" | "untrustedChain" | "expiredChain" | "certificateRevoked" | "revocationUnknown" | "sealSuspended" | "sealNotValid" | "otherAuthority" | "timesDisagree" | "brokenMetadata" | "notInRegister" | "recordDiffers" | "licenceSuspended" | "licenceReplaced" | "licenceCancelled" | "licenceWithdrawn" | "licenceRevoked" | "licenceTransferred" | "licenceExpired" | "validAsFile" | "validDocument" | "valid";
            words: components["schemas"]["VerificationTextDto"];
            /** @description True when no check failed. */
            valid: boolean;
            checks: components["schemas"]["FileCheckDto"][];
            checkedAt: string;
            /** @description As the signer says. */
            signedAt?: string;
            /** @description Bytes. */
            size: number;
            sha256: string;
            sm3: string;
            content?: components["schemas"]["FileContentDto"];
        };
        LicenceQueryDto: {
            /** @description 证照标识, as printed on the licence. */
            identifier: string;
            /** @description Name of the holder, whole. */
            name: string;
        };
        LicenceAnswerDto: {
            /** @enum {string} */
            state?: "VALID" | "SUSPENDED" | "REPLACED" | "CANCELLED" | "WITHDRAWN" | "REVOKED" | "TRANSFERRED" | "EXPIRED";
            /** @description False: there is no licence with this identifier and this holder. Which of the two is wrong is not told. */
            matches: boolean;
            checkedAt: string;
        };
        TrustAlgorithmsDto: {
            sm2: string[];
            p256: string[];
        };
        TrustSuspensionDto: {
            to: string | null;
            seal: string;
            from: string;
        };
        TrustBodyDto: {
            /** @enum {string} */
            format: "onething-trust-1";
            issuer: string;
            issuedAt: string;
            validUntil: string;
            roots: components["schemas"]["TrustAlgorithmsDto"];
            revocationLists: components["schemas"]["TrustAlgorithmsDto"];
            suspensions: components["schemas"]["TrustSuspensionDto"][];
        };
        TrustListDto: {
            list: components["schemas"]["TrustBodyDto"];
            key: string;
            /** @description SPKI in PEM. */
            publicKey: string;
            /** @description SM2 with SM3 over the canonical JSON (RFC 8785) of `list`; DER in base64. */
            signature: string;
        };
        ImportedLicenceDto: {
            /**
             * @description `verifiedByFile`: a list that is trusted here vouches for the file; whether it stands now only its issuer knows. `unverified`: nobody vouches.
             * @enum {string}
             */
            standing: "verifiedByFile" | "unverified";
            /** @description Platform whose list vouches for it. */
            trustedIssuer: string | null;
            id: string;
            title: string;
            identifier?: string;
            /** @description Masked when it is a citizen's number. */
            number?: string;
            issuer?: string;
            issuedOn?: string;
            validTo?: string;
            /** @description Masked. */
            holder: string;
            /** @description Bytes. */
            size: number;
            importedAt: string;
        };
        ImportedLicencesDto: {
            /** @description The newest first; at most 50. */
            entries: components["schemas"]["ImportedLicenceDto"][];
        };
        CrossTextDto: {
            zh: string;
            en: string;
        };
        CrossItemDto: {
            code: string;
            number: number;
            name: components["schemas"]["CrossTextDto"];
            nationalCode: string;
            department: string;
            /**
             * @description online 全程网办, collected 异地代收代办, joint 多地联办.
             * @enum {string}
             */
            mode: "online" | "collected" | "joint";
            /** @description What leads to the place that decides (办理地判定规则). */
            decidedBy: string;
            /** @description Data element of the form that holds that place; of complete items. */
            placeElement?: string;
            /** @description Whether it can be taken in here; the others are listed only. */
            complete: boolean;
            /** @description The service item with its form, of complete ones. */
            serviceItem?: string;
            provenance?: string;
        };
        CrossItemListDto: {
            entries: components["schemas"]["CrossItemDto"][];
        };
        CrossMaterialDto: {
            material: string;
            name: components["schemas"]["CrossTextDto"];
            /** @description Whether the paper itself is asked for. */
            original: boolean;
        };
        CrossFormDto: {
            form: components["schemas"]["FormSectionDto"][];
            materials: components["schemas"]["CrossMaterialDto"][];
        };
        CrossFormCheckDto: {
            code: string;
            text: components["schemas"]["CrossTextDto"];
        };
        CrossPlaceDto: {
            region: string;
            /** @description What that place wants looked at before anything is taken in (形式审查要点). */
            formChecks: components["schemas"]["CrossFormCheckDto"][];
        };
        CrossApplicantDto: {
            /** @enum {string} */
            kind: "natural" | "legal";
            name: string;
            /** @description Citizen's number or unified social credit code. */
            number: string;
            /** Format: mobile-phone */
            mobile?: string;
        };
        CrossIdentityCheckDto: {
            /** @enum {string} */
            method: "document" | "face" | "account" | "mandate";
            confirmed: boolean;
        };
        CrossFormCheckVerdictDto: {
            code: string;
            passed: boolean;
            note?: string;
        };
        CrossMaterialFilesDto: {
            material: string;
            /** @description Ids of files that were handed in (`POST /api/cross-province/files`). */
            files: string[];
        };
        TakeInCrossCaseDto: {
            item: string;
            /** @description Office that takes it in: department and division of a post of the clerk. */
            department: string;
            division: string;
            applicant: components["schemas"]["CrossApplicantDto"];
            /** @description By data element. */
            answers: {
                [key: string]: unknown;
            };
            identityCheck: components["schemas"]["CrossIdentityCheckDto"];
            formChecks: components["schemas"]["CrossFormCheckVerdictDto"][];
            /** @description Scans of the papers. */
            materials?: components["schemas"]["CrossMaterialFilesDto"][];
        };
        CrossParcelDto: {
            trackingNumber: string;
            postedOn: string;
            receivedOn?: string;
            /** @enum {string} */
            state: "missing" | "damaged" | "complete" | "onItsWay";
        };
        CrossHandledAsDto: {
            caseId: string;
            itemId: string;
        };
        CrossTroubleDto: {
            type: string;
            /** @enum {string} */
            outcome: "refused" | "overdue";
            code?: string;
            detail?: string;
            at: string;
        };
        CrossCaseEntryDto: {
            id: string;
            /** @description 收件编号 of the receipt of this place. */
            number: string;
            /** @description 办件编号 of the deciding place, from its acceptance on. */
            caseNumber?: string;
            /** @enum {string} */
            side: "intake" | "deciding";
            /** @description The other region. */
            region: string;
            /** @description National code. */
            item: string;
            /** @description Code of the item in the list here, by which its form is found. */
            itemCode?: string;
            itemName: components["schemas"]["CrossTextDto"];
            /** @enum {string} */
            mode: "online" | "collected" | "joint";
            state: string;
            outcome?: string;
            applicant?: {
                name: string;
                number: string;
            };
            parcels: components["schemas"]["CrossParcelDto"][];
            /** @description At the deciding place, where the item's own process handles it. */
            handledAs?: components["schemas"]["CrossHandledAsDto"];
            /** @description At the intake place: the item of a one-thing that was handed to the other region (多地联办). */
            partOf?: components["schemas"]["CrossHandledAsDto"];
            /** @description The promise of the deciding place; absent until it has accepted. */
            dueOn?: string;
            /**
             * @description At the deciding place while its clock runs.
             * @enum {string}
             */
            light?: "yellow" | "orange" | "paused" | "green" | "red";
            /** @description A message of this side that the other has refused or not answered for long. */
            trouble?: components["schemas"]["CrossTroubleDto"];
            version: number;
            createdAt: string;
        };
        CrossCaseListDto: {
            entries: components["schemas"]["CrossCaseEntryDto"][];
        };
        CrossStepDto: {
            type: string;
            at: string;
            /**
             * @description Which place did it; absent: the platform by itself.
             * @enum {string}
             */
            by?: "intake" | "deciding";
            text: components["schemas"]["CrossTextDto"];
            /**
             * @description Who answers for what comes next: a place, or the carrier.
             * @enum {string}
             */
            next?: "intake" | "carrier" | "deciding";
            /** @description What was told: reasons, points, parcels. Absent when it was erased. */
            detail?: {
                [key: string]: unknown;
            };
        };
        CrossFileDto: {
            sha256: string;
            name: string;
            contentType: string;
            /** @description Bytes. */
            size: number;
            /**
             * @description Which place handed it in.
             * @enum {string}
             */
            by: "intake" | "deciding";
            /** @description With which step. */
            step: string;
            /** @description The paper that it is a scan of; absent of results. */
            material?: string;
            /** @description False while it is on its way from the other place. */
            isHere: boolean;
        };
        CrossCaseDto: {
            id: string;
            /** @description 收件编号 of the receipt of this place. */
            number: string;
            /** @description 办件编号 of the deciding place, from its acceptance on. */
            caseNumber?: string;
            /** @enum {string} */
            side: "intake" | "deciding";
            /** @description The other region. */
            region: string;
            /** @description National code. */
            item: string;
            /** @description Code of the item in the list here, by which its form is found. */
            itemCode?: string;
            itemName: components["schemas"]["CrossTextDto"];
            /** @enum {string} */
            mode: "online" | "collected" | "joint";
            state: string;
            outcome?: string;
            applicant?: {
                name: string;
                number: string;
            };
            parcels: components["schemas"]["CrossParcelDto"][];
            /** @description At the deciding place, where the item's own process handles it. */
            handledAs?: components["schemas"]["CrossHandledAsDto"];
            /** @description At the intake place: the item of a one-thing that was handed to the other region (多地联办). */
            partOf?: components["schemas"]["CrossHandledAsDto"];
            /** @description The promise of the deciding place; absent until it has accepted. */
            dueOn?: string;
            /**
             * @description At the deciding place while its clock runs.
             * @enum {string}
             */
            light?: "yellow" | "orange" | "paused" | "green" | "red";
            /** @description A message of this side that the other has refused or not answered for long. */
            trouble?: components["schemas"]["CrossTroubleDto"];
            version: number;
            createdAt: string;
            /** @description With what was corrected. Empty when it was erased. */
            answers: {
                [key: string]: unknown;
            };
            formChecks: components["schemas"]["CrossFormCheckVerdictDto"][];
            /** @description Office here. */
            department: string;
            division: string;
            timeline: components["schemas"]["CrossStepDto"][];
            files: components["schemas"]["CrossFileDto"][];
            /** @description Places that the applicant has rated. */
            rated: ("intake" | "deciding")[];
            /** @description Calendar days on which papers travelled; they count for no place. */
            transportDays: number;
        };
        CrossParcelContentDto: {
            material: string;
            copies: number;
            original: boolean;
            /** @description SHA-256 of each scanned page, so that the paper can be compared with it. */
            scans: string[];
        };
        CrossIntakeActDto: {
            /** @enum {string} */
            type: "papersPosted" | "corrected" | "withdrawn";
            carrier?: string;
            trackingNumber?: string;
            recipient?: string;
            /** @description What is in the parcel (封装清单). */
            contents?: components["schemas"]["CrossParcelContentDto"][];
            answers?: {
                [key: string]: unknown;
            };
            /** @description Scans that a correction brings. */
            materials?: components["schemas"]["CrossMaterialFilesDto"][];
            reason?: string;
            /** @description Of the case as it was read. */
            version: number;
        };
        CrossRemarkDto: {
            material: string;
            /** @enum {string} */
            state: "missing" | "damaged";
            note: string;
        };
        CrossPointDto: {
            /** @description Data element or material. */
            target: string;
            note: string;
        };
        CrossHandlingActDto: {
            /** @enum {string} */
            type: "papersReceived" | "correctionAsked" | "accepted" | "suspended" | "resumed" | "resultDelivered";
            trackingNumber?: string;
            /**
             * @description 签收核对: complete 齐, missing 缺, damaged 损.
             * @enum {string}
             */
            result?: "complete" | "missing" | "damaged";
            remarks?: components["schemas"]["CrossRemarkDto"][];
            reason?: string;
            points?: components["schemas"]["CrossPointDto"][];
            /** @enum {string} */
            manner?: "online" | "post" | "window";
            carrier?: string;
            /** @description Results that go along: ids of files that were handed in. */
            files?: string[];
            /** @description Of the case as it was read. */
            version: number;
        };
        CrossDecisionDto: {
            /** @enum {string} */
            type: "notAccepted" | "decided";
            /** @enum {string} */
            outcome?: "granted" | "refused" | "aborted";
            /** @description Needed unless it is granted. */
            reason?: string;
            /** @description How the applicant can object (救济途径). */
            remedy?: string;
            /** @description Results that go along: ids of files that were handed in. */
            files?: string[];
            /** @description Of the case as it was read. */
            version: number;
        };
        CrossRatingDto: {
            /** @enum {string} */
            about: "intake" | "deciding";
            /**
             * @description 1 very satisfied … 5 very dissatisfied.
             * @enum {number}
             */
            grade: 1 | 2 | 3 | 4 | 5;
            words?: string;
        };
        CrossUploadDto: {
            id: string;
            name: string;
            contentType: string;
            /** @description Bytes. */
            size: number;
            sha256: string;
        };
        ExchangeHubStateDto: {
            /** @description Number of the delivery that was read last. */
            number: number;
            /** @description ISO 8601 instant at which the hub received it. */
            at: string | null;
            /** @description ISO 8601 instant of the last time that reading went well. */
            pulledAt: string | null;
            /** @description Why it does not go well now. */
            failure: string | null;
            failedSince: string | null;
        };
        ExchangeTextDto: {
            zh: string;
            en: string;
        };
        ExchangeBacklogDto: {
            /** @description Conversations, and single messages, in which something waits. */
            lanes: number;
            /** @description ISO 8601 instant since which the oldest waits. */
            oldest: string;
            /** @description Tries of the one that has failed most often. */
            attempts: number;
            lastError: string | null;
        };
        ExchangeAnswersDto: {
            answered: number;
            /** @description Of these. */
            refused: number;
            /** @description Seconds from writing a message to its answer. */
            medianSeconds: number;
            /** @description Seconds: 95 of 100 answers came within this. */
            p95Seconds: number;
        };
        ExchangePeerDto: {
            /** @description Division code of the province. */
            region: string;
            /** @description Absent: it is not in the directory. */
            name?: components["schemas"]["ExchangeTextDto"];
            backlog?: components["schemas"]["ExchangeBacklogDto"];
            answers?: components["schemas"]["ExchangeAnswersDto"];
            /** @description Its messages that were refused here in the last 24 hours. */
            refusedHere: number;
        };
        ExchangeCertificateStateDto: {
            /** @description `000000` is the hub. */
            region: string;
            name?: components["schemas"]["ExchangeTextDto"];
            /** @description Of this installation. */
            own: boolean;
            /** @description Absent, as what follows: none is valid. */
            serial?: string;
            notAfter?: string;
            /** @description Whole days; below zero when it is over. */
            daysLeft?: number;
        };
        ExchangeCatchingUpDto: {
            peer: string;
            conversation: string;
            /** @description Messages of our own that are not back yet. */
            missing: number;
            noticedAt: string;
        };
        ExchangeReconciledDayDto: {
            peer: string;
            /** @description Civil date. */
            day: string;
            statedAt: string | null;
            stated: number;
            comparedAt: string | null;
            compared: number;
            missingHere: number;
            missingThere: number;
            contradictions: number;
        };
        ExchangeOverviewDto: {
            region: string;
            /** @description False: no hub is set, this installation handles its own cases alone. */
            takesPart: boolean;
            directoryNumber?: number;
            /** @description ISO 8601 instant by which a newer directory must be there. */
            directoryUntil?: string;
            /** @description Open entries of the quarantine. */
            quarantined: number;
            /** @description Deliveries that were not looked into yet. */
            deliveriesWaiting: number;
            /** @description Deliveries that wait for one before them. */
            deliveriesParked: number;
            hub: components["schemas"]["ExchangeHubStateDto"];
            peers: components["schemas"]["ExchangePeerDto"][];
            /** @description Those that end first stand first. */
            certificates: components["schemas"]["ExchangeCertificateStateDto"][];
            /** @description 100 at most, those that have waited longest first. */
            catchingUp: components["schemas"]["ExchangeCatchingUpDto"][];
            /** @description Of the last 14 days, newest first. */
            reconciliation: components["schemas"]["ExchangeReconciledDayDto"][];
        };
        QuarantinedMessageDto: {
            id: string;
            /** @description Number of the hub. */
            delivery: number;
            /** @description Null, as the next two: nothing could be read of it. */
            peer: string | null;
            conversation: string | null;
            message: string | null;
            code: string;
            detail: string;
            at: string;
            /** @enum {string} */
            state: "open" | "rejected" | "retried";
            decidedAt: string | null;
            /** @description False: it has its place in its conversation and can only be rejected. */
            retriable: boolean;
        };
        QuarantinePageDto: {
            /** @description Newest first. */
            entries: components["schemas"]["QuarantinedMessageDto"][];
            /** @description Give it as `after` for the next page; absent on the last one. */
            next?: string;
        };
        QuarantineDecisionDto: {
            id: string;
            /** @enum {string} */
            state: "rejected" | "retried";
        };
        RejectQuarantinedDto: {
            /** @description Why it will not be applied; kept in the security log. */
            reason: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    HealthController_getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
        };
    };
    HealthController_getLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
        };
    };
    HealthController_getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessDto"];
                };
            };
        };
    };
    AuthController_logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
        };
    };
    AuthController_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
        };
    };
    AuthController_ways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogInWaysDto"];
                };
            };
        };
    };
    AuthController_listDemoAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoAccountListDto"];
                };
            };
        };
    };
    MeController_getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeDto"];
                };
            };
        };
    };
    ServiceWindowsController_list: {
        parameters: {
            query?: {
                division?: string;
                /** @description Windows that serve this department. */
                department?: string;
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowPageDto"];
                };
            };
        };
    };
    ServiceWindowsController_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenWindowDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowDto"];
                };
            };
        };
    };
    ServiceWindowsController_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowDto"];
                };
            };
        };
    };
    ServiceWindowsController_change: {
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
                "application/json": components["schemas"]["ChangeWindowDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowDto"];
                };
            };
        };
    };
    ServiceWindowsController_close: {
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
                "application/json": components["schemas"]["CloseWindowDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionListDto"];
                };
            };
        };
    };
    SessionsController_signOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_revoke: {
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SecondFactorController_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReauthenticationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorDto"];
                };
            };
        };
    };
    SecondFactorController_give: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveSecondFactorDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenSecondFactorDto"];
                };
            };
        };
    };
    SecondFactorController_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmSecondFactorDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledDto"];
                };
            };
        };
    };
    PasswordController_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BrowserController_logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessionDto"];
                };
            };
        };
    };
    BrowserController_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessionDto"];
                };
            };
        };
    };
    BrowserController_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_finish: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                /** @description RFC 9207. */
                iss?: string;
                session_state?: string;
                error?: string;
                error_description?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedIdentityListDto"];
                };
            };
        };
    };
    OidcController_unlinkOne: {
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReauthenticationDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_unlink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    MandatesController_offer: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferMandateDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateDto"];
                };
            };
        };
    };
    MandatesController_given: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
                state?: "offered" | "accepted" | "declined" | "revoked" | "givenUp";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandatePageDto"];
                };
            };
        };
    };
    MandatesController_held: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
                state?: "offered" | "accepted" | "declined" | "revoked" | "givenUp";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandatePageDto"];
                };
            };
        };
    };
    MandatesController_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateDto"];
                };
            };
        };
    };
    MandatesController_accept: {
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
                "application/json": components["schemas"]["MandateVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateDto"];
                };
            };
        };
    };
    MandatesController_decline: {
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
                "application/json": components["schemas"]["MandateVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateDto"];
                };
            };
        };
    };
    MandatesController_revoke: {
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
                "application/json": components["schemas"]["MandateVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateDto"];
                };
            };
        };
    };
    MandatesController_giveUp: {
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
                "application/json": components["schemas"]["MandateVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateDto"];
                };
            };
        };
    };
    SecurityLogController_search: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
                act?: "login.succeeded" | "login.failed" | "account.registered" | "account.personProven" | "account.recovered" | "account.recoveryAllowed" | "account.mobileChanged" | "account.closed" | "account.claimCorrected" | "account.proposed" | "account.locked" | "account.unlocked" | "role.proposed" | "role.approved" | "role.rejected" | "account.bootstrapped" | "key.added" | "key.rotated" | "backup.made" | "backup.restored" | "store.orphansRemoved" | "catalogue.published" | "mandate.offered" | "mandate.accepted" | "mandate.declined" | "mandate.revoked" | "mandate.givenUp" | "case.opened" | "form.opened" | "file.opened" | "licence.opened" | "licence.presented" | "document.opened" | "applicant.searched" | "delivery.opened" | "delivery.chosen" | "data.unmasked" | "data.corrected" | "data.correctionAsked" | "data.correctionRefused" | "ownData.exported" | "data.erased" | "seal.applied" | "seal.approved" | "seal.rejected" | "seal.made" | "seal.filed" | "seal.enabled" | "seal.suspended" | "seal.resumed" | "seal.replaced" | "seal.cancelled" | "seal.used" | "attendance.begun" | "attendance.ended" | "attendance.licencesAllowed" | "attendance.licencesForbidden" | "rating.invited" | "rating.entered" | "rating.reviewed" | "rating.contactShown" | "badRating.handled" | "licence.stateChanged" | "hold.placed" | "hold.lifted" | "exchange.refused" | "exchange.quarantineDecided" | "audit.read" | "audit.exported" | "audit.verified" | "login.locked" | "session.revoked" | "refresh.reused" | "secondFactor.enrolled" | "secondFactor.recovered" | "password.changed" | "externalIdentity.linked" | "externalIdentity.unlinked" | "secondFactor.given" | "secondFactor.reset" | "accountMeasure.proposed" | "accountMeasure.approved" | "accountMeasure.rejected" | "account.lookedUp" | "account.recoveryAsked" | "access.refused" | "licence.verified";
                outcome?: "done" | "refused";
                /** @description Account that did it. */
                actorAccountId?: string;
                /** @description Person whose data or account it was about. */
                subjectPersonId?: string;
                objectKind?: string;
                objectId?: string;
                /** @description First civil day in China. */
                from?: string;
                /** @description Last civil day in China. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPageDto"];
                };
            };
        };
    };
    SecurityLogController_export: {
        parameters: {
            query: {
                format: "jsonl" | "csv";
                act?: "login.succeeded" | "login.failed" | "account.registered" | "account.personProven" | "account.recovered" | "account.recoveryAllowed" | "account.mobileChanged" | "account.closed" | "account.claimCorrected" | "account.proposed" | "account.locked" | "account.unlocked" | "role.proposed" | "role.approved" | "role.rejected" | "account.bootstrapped" | "key.added" | "key.rotated" | "backup.made" | "backup.restored" | "store.orphansRemoved" | "catalogue.published" | "mandate.offered" | "mandate.accepted" | "mandate.declined" | "mandate.revoked" | "mandate.givenUp" | "case.opened" | "form.opened" | "file.opened" | "licence.opened" | "licence.presented" | "document.opened" | "applicant.searched" | "delivery.opened" | "delivery.chosen" | "data.unmasked" | "data.corrected" | "data.correctionAsked" | "data.correctionRefused" | "ownData.exported" | "data.erased" | "seal.applied" | "seal.approved" | "seal.rejected" | "seal.made" | "seal.filed" | "seal.enabled" | "seal.suspended" | "seal.resumed" | "seal.replaced" | "seal.cancelled" | "seal.used" | "attendance.begun" | "attendance.ended" | "attendance.licencesAllowed" | "attendance.licencesForbidden" | "rating.invited" | "rating.entered" | "rating.reviewed" | "rating.contactShown" | "badRating.handled" | "licence.stateChanged" | "hold.placed" | "hold.lifted" | "exchange.refused" | "exchange.quarantineDecided" | "audit.read" | "audit.exported" | "audit.verified" | "login.locked" | "session.revoked" | "refresh.reused" | "secondFactor.enrolled" | "secondFactor.recovered" | "password.changed" | "externalIdentity.linked" | "externalIdentity.unlinked" | "secondFactor.given" | "secondFactor.reset" | "accountMeasure.proposed" | "accountMeasure.approved" | "accountMeasure.rejected" | "account.lookedUp" | "account.recoveryAsked" | "access.refused" | "licence.verified";
                outcome?: "done" | "refused";
                /** @description Account that did it. */
                actorAccountId?: string;
                /** @description Person whose data or account it was about. */
                subjectPersonId?: string;
                objectKind?: string;
                objectId?: string;
                /** @description First civil day in China. */
                from?: string;
                /** @description Last civil day in China. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "text/csv": string;
                };
            };
        };
    };
    SecurityLogController_read: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeActDto"];
                };
            };
        };
    };
    AuditProofsController_publicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKeyListDto"];
                };
            };
        };
    };
    AuditProofsController_list: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TreeHeadPageDto"];
                };
            };
        };
    };
    AuditProofsController_ofAct: {
        parameters: {
            query?: {
                /** @description Of the first tree head with at least so many leaves; of the latest when not given. */
                size?: number;
            };
            header?: never;
            path: {
                actId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProofDto"];
                };
            };
        };
    };
    AuditProofsController_ofEvent: {
        parameters: {
            query: {
                /** @description Of the first tree head with at least so many leaves; of the latest when not given. */
                size?: number;
                /** @description Item case; the bundle's chain when not given. */
                itemId?: string;
                /** @description Number of the event in its chain. */
                seq: number;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProofDto"];
                };
            };
        };
    };
    AuditProofsController_consistency: {
        parameters: {
            query: {
                first: number;
                second: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProofDto"];
                };
            };
        };
    };
    RegistrationsController_getOffers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffersDto"];
                };
            };
        };
    };
    RegistrationsController_sendCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MobileDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentDto"];
                };
            };
        };
    };
    RegistrationsController_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredDto"];
                };
            };
        };
    };
    RecoveriesController_sendCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryCodeDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentDto"];
                };
            };
        };
    };
    RecoveriesController_recover: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OwnAccountController_getClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDto"];
                };
            };
        };
    };
    OwnAccountController_correctClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectClaimDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDto"];
                };
            };
        };
    };
    OwnAccountController_prove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelDto"];
                };
            };
        };
    };
    OwnAccountController_sendMobileCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MobileDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentDto"];
                };
            };
        };
    };
    OwnAccountController_changeMobile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMobileDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OwnAccountController_openMatters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenMattersDto"];
                };
            };
        };
    };
    OwnAccountController_close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseAccountDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityChecksController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WindowSearchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowClaimDto"];
                };
            };
        };
    };
    IdentityChecksController_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WindowCheckDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelDto"];
                };
            };
        };
    };
    WindowRecoveriesController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShownPaperDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundAccountDto"];
                };
            };
        };
    };
    WindowRecoveriesController_sendCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WindowRecoveryCodeDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentDto"];
                };
            };
        };
    };
    WindowRecoveriesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedRecoveryListDto"];
                };
            };
        };
    };
    WindowRecoveriesController_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WindowRecoveryDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedRecoveryDto"];
                };
            };
        };
    };
    WindowRecoveriesController_confirm: {
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
                "application/json": components["schemas"]["ShownPaperDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WindowAttendancesController_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentAttendanceDto"];
                };
            };
        };
    };
    WindowAttendancesController_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginAttendanceDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceDto"];
                };
            };
        };
    };
    WindowAttendancesController_allowLicences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllowLicencesDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceDto"];
                };
            };
        };
    };
    WindowAttendancesController_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    StaffAccountsController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffSearchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPageDto"];
                };
            };
        };
    };
    StaffAccountsController_propose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeStaffDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleGrantDto"];
                };
            };
        };
    };
    StaffAccountsController_lock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonOfChangeDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    StaffAccountsController_unlock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonOfChangeDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RoleGrantsController_list: {
        parameters: {
            query?: {
                state?: "proposed" | "approved" | "rejected";
                /** @description Of one account. */
                accountId?: string;
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleGrantPageDto"];
                };
            };
        };
    };
    RoleGrantsController_propose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeRoleDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleGrantDto"];
                };
            };
        };
    };
    RoleGrantsController_approve: {
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
                "application/json": components["schemas"]["ApproveRoleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleGrantDto"];
                };
            };
        };
    };
    RoleGrantsController_reject: {
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
                "application/json": components["schemas"]["RejectRoleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleGrantDto"];
                };
            };
        };
    };
    AccountMeasuresController_list: {
        parameters: {
            query?: {
                state?: "proposed" | "approved" | "rejected";
                /** @description Of one account. */
                accountId?: string;
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMeasurePageDto"];
                };
            };
        };
    };
    AccountMeasuresController_propose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeMeasureDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMeasureDto"];
                };
            };
        };
    };
    AccountMeasuresController_approve: {
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
                "application/json": components["schemas"]["ApproveRoleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedMeasureDto"];
                };
            };
        };
    };
    AccountMeasuresController_reject: {
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
                "application/json": components["schemas"]["RejectRoleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedMeasureDto"];
                };
            };
        };
    };
    OwnCorrectionsController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataCorrectionListDto"];
                };
            };
        };
    };
    OwnCorrectionsController_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskDataCorrectionDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataCorrectionDto"];
                };
            };
        };
    };
    OwnCorrectionsController_withdraw: {
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CorrectionsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingDataCorrectionListDto"];
                };
            };
        };
    };
    CorrectionsController_open: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedDataCorrectionDto"];
                };
            };
        };
    };
    CorrectionsController_confirm: {
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
                "application/json": components["schemas"]["ShownPaperDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CorrectionsController_refuse: {
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
                "application/json": components["schemas"]["RefuseDataCorrectionDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CorrectionFilesController_upload: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                /** @description Name of the file, percent-encoded UTF-8 (encodeURIComponent) */
                "File-Name": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionFileDto"];
                };
            };
        };
    };
    CorrectionFilesController_openOwn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
        };
    };
    CorrectionFilesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CorrectionFilesController_openAtWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
        };
    };
    OneThingsController_search: {
        parameters: {
            query?: {
                /** @description What is looked for, in everyday Chinese or English words. */
                query?: string;
                audience?: "person" | "enterprise";
                lifeStage?: string;
                status?: "open" | "outline";
                /** @description From 1. */
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneThingPageDto"];
                };
            };
        };
    };
    OneThingsController_guide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneThingGuideDto"];
                };
            };
        };
    };
    OneThingsController_questionnaire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionnaireDto"];
                };
            };
        };
    };
    OneThingsController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequestDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundlePlanDto"];
                };
            };
        };
    };
    CatalogueReferenceController_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceItemDto"];
                };
            };
        };
    };
    CatalogueReferenceController_divisions: {
        parameters: {
            query?: {
                /** @description GB/T 2260 code of the division whose parts are wanted; provinces when left out. */
                parent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DivisionDto"][];
                };
            };
        };
    };
    CatalogueReferenceController_departments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentDto"][];
                };
            };
        };
    };
    CatalogueReferenceController_licenceTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceTypeDto"][];
                };
            };
        };
    };
    CasesController_listOwn: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
                /** @description Only one's own cases, or only those of others whose mandate one holds; both when left out. */
                whose?: "own" | "represented";
                /** @description Only cases of this principal: `principal.personId` of a mandate. */
                onBehalfOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCasePageDto"];
                };
            };
        };
    };
    CasesController_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCaseDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    CasesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDto"];
                };
            };
        };
    };
    CasesController_openCommands: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenCommandDto"][];
                };
            };
        };
    };
    CasesController_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntryDto"][];
                };
            };
        };
    };
    CasesController_corrections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDto"][];
                };
            };
        };
    };
    CasesController_form: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFormDto"];
                };
            };
        };
    };
    CasesController_save: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveDraftDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    CasesController_discard: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    CasesController_submit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    CasesController_withdraw: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    CasesController_deliver: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliverDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    DeliveryChoiceController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryChoiceDto"];
                };
            };
        };
    };
    DeliveryChoiceController_choose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseDeliveryDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryChoiceDto"];
                };
            };
        };
    };
    SupervisionController_find: {
        parameters: {
            query: {
                /** @description Official number of the case, of a receipt or of an item case. */
                number: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisedCaseDto"];
                };
            };
        };
    };
    SupervisionController_listOverdue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverdueItemsDto"];
                };
            };
        };
    };
    UnmaskingController_unmask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnmaskDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmaskedDto"];
                };
            };
        };
    };
    ItemCasesController_form: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemFormDto"];
                };
            };
        };
    };
    ItemCasesController_clock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemClocksDto"];
                };
            };
        };
    };
    ItemCasesController_openCommands: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenCommandDto"][];
                };
            };
        };
    };
    ItemCasesController_receive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_askCorrection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskCorrectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_answerCorrection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerCorrectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_completeStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_decide: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_issueResult: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueResultDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_returnForRework: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskCorrectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_resubmit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerCorrectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_askCorrectionAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskCorrectionAgainDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemCasesController_notAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed for every command */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotAcceptDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_startProcedure: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartProcedureDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_endProcedure: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndProcedureDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_proposeExtension: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeExtensionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_approveExtension: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_rejectExtension: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonedDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_supplyLater: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_checkPromise: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckPromiseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_withdrawGrant: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonedDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_forwardUp: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonedDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_end: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndItemDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    ItemHandlingController_reopen: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonedDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOutcomeDto"];
                };
            };
        };
    };
    QueueController_items: {
        parameters: {
            query?: {
                state?: string;
                /** @description A step of the item's process, or a pause: `$correction`, `$procedure`. */
                step?: string;
                /** @description Green, yellow, orange, red (overdue), or paused. */
                light?: "green" | "yellow" | "orange" | "red" | "paused";
                /** @description The role that it waits for. */
                waitsFor?: "clerk" | "reviewer" | "head";
                item?: string;
                oneThing?: string;
                /** @description First day on which it came to the office. */
                submittedFrom?: string;
                submittedTo?: string;
                dueFrom?: string;
                dueTo?: string;
                /** @description `mine`: also those of absent colleagues for whom one stands in. */
                claimed?: "mine" | "none" | "others";
                /** @description For heads: what that colleague of one's own offices has claimed. */
                claimedBy?: string;
                /**
                 * @description Words of the name of the one-thing or item; or an official number of case, receipt or item case: the whole, or at least six characters of
                 *     its beginning or end.
                 */
                q?: string;
                /** @description `due`: least time left first; `submitted`: longest here first. */
                sort?: "due" | "submitted";
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
                /** @description With `division`: one office; without, all in which one holds a post. */
                department?: string;
                division?: string;
                /** @description One's own service window: the departments that it serves. */
                window?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePageDto"];
                };
            };
        };
    };
    QueueController_counts: {
        parameters: {
            query?: {
                /** @description With `division`: one office; without, all in which one holds a post. */
                department?: string;
                division?: string;
                /** @description One's own service window: the departments that it serves. */
                window?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueCountDto"][];
                };
            };
        };
    };
    QueueController_toDeliver: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryQueuePageDto"];
                };
            };
        };
    };
    QueueController_toApprove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalsDto"];
                };
            };
        };
    };
    QueueController_toCheck: {
        parameters: {
            query?: {
                /** @description With `division`: one office; without, all of one's own. */
                department?: string;
                division?: string;
                /** @description Those whose last day is this one or an earlier one: with today, what is due; with yesterday, what is late. */
                dueTo?: string;
                /** @description 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenPromisesDto"];
                };
            };
        };
    };
    QueueController_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicantSearchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicantPageDto"];
                };
            };
        };
    };
    QueueController_listColleagues: {
        parameters: {
            query: {
                department: string;
                division: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleagueDto"][];
                };
            };
        };
    };
    QueueEventsController_listen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    ClaimsController_claim: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimOutcomeDto"];
                };
            };
        };
    };
    ClaimsController_release: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimOutcomeDto"];
                };
            };
        };
    };
    ClaimsController_handOver: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimToDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimOutcomeDto"];
                };
            };
        };
    };
    ClaimsController_assign: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimToDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimOutcomeDto"];
                };
            };
        };
    };
    BulkController_receive: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkReceiveDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkReceiveResultDto"][];
                };
            };
        };
    };
    BulkController_assign: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkAssignDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAssignResultDto"][];
                };
            };
        };
    };
    AbsencesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceDto"][];
                };
            };
        };
    };
    AbsencesController_declare: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclareAbsenceDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceDto"];
                };
            };
        };
    };
    AbsencesController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                absenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ProgressController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressDto"];
                };
            };
        };
    };
    TrackingController_track: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrackDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressDto"];
                };
            };
        };
    };
    CaseFilesController_upload: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                /** @description Name of the file, percent-encoded UTF-8 (encodeURIComponent) */
                "File-Name": string;
            };
            path: {
                caseId: string;
                material: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedFileDto"];
                };
            };
        };
    };
    CaseFilesController_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                material: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
        };
    };
    CaseFilesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                material: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialChangeDto"];
                };
            };
        };
    };
    CaseMaterialsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseMaterialsDto"];
                };
            };
        };
    };
    CaseMaterialsController_getLicence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                material: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseLicenceDto"];
                };
            };
        };
    };
    CaseMaterialsController_attachLicence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                material: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialChangeDto"];
                };
            };
        };
    };
    CaseMaterialsController_detachLicence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                material: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialChangeDto"];
                };
            };
        };
    };
    CaseMaterialsController_promise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                material: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromiseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialChangeDto"];
                };
            };
        };
    };
    CaseConsentsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseConsentsDto"];
                };
            };
        };
    };
    CaseConsentsController_ask: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskConsentDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseConsentDto"];
                };
            };
        };
    };
    RatingsController_list: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingListDto"];
                };
            };
        };
    };
    RatingsController_give: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveRatingDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingDto"];
                };
            };
        };
    };
    RatingsController_offered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingTagsDto"];
                };
            };
        };
    };
    RatingLinksController_issue: {
        parameters: {
            query?: {
                /** @description Absent: `completion`. */
                stage?: "intake" | "acceptance" | "completion";
                /** @description How it reaches the person; absent: `windowQr`, on the receipt. */
                channel?: "windowQr" | "tablet" | "terminal";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingLinkDto"];
                };
            };
        };
    };
    RatingLinksController_lookUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingLinkTokenDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingLinkStateDto"];
                };
            };
        };
    };
    RatingLinksController_give: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveRatingByLinkDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingByLinkDto"];
                };
            };
        };
    };
    BadRatingsController_list: {
        parameters: {
            query?: {
                state?: "verifying" | "appealed" | "rectifying" | "answering" | "answered" | "closed";
                /** @description Those whose day has passed. */
                overdue?: "true" | "false";
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingListDto"];
                };
            };
        };
    };
    BadRatingsController_board: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingBoardDto"];
                };
            };
        };
    };
    BadRatingsController_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDetailDto"];
                };
            };
        };
    };
    BadRatingsController_contact: {
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
                "application/json": components["schemas"]["BadRatingContactReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingContactDto"];
                };
            };
        };
    };
    BadRatingsController_callBack: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadRatingCallBackDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDto"];
                };
            };
        };
    };
    BadRatingsController_judge: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadRatingFindingDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDto"];
                };
            };
        };
    };
    BadRatingsController_rectify: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadRatingMeasuresDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDto"];
                };
            };
        };
    };
    BadRatingsController_answer: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadRatingAnswerDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDto"];
                };
            };
        };
    };
    BadRatingsController_decideAppeal: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadRatingAppealDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDto"];
                };
            };
        };
    };
    BadRatingsController_redispatch: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadRatingRedispatchDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingDto"];
                };
            };
        };
    };
    BadRatingFilesController_upload: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                /** @description Name of the file, percent-encoded UTF-8 (encodeURIComponent) */
                "File-Name": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRatingFileDto"];
                };
            };
        };
    };
    BadRatingFilesController_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
        };
    };
    BadRatingFilesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RatingReviewsController_listSuspicious: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspiciousRatingListDto"];
                };
            };
        };
    };
    RatingReviewsController_judge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ratingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingVerdictDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RatingReviewsController_listWords: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordsToScreenListDto"];
                };
            };
        };
    };
    RatingReviewsController_screen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ratingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordsVerdictDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RatingReviewsController_published: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedBadRatingListDto"];
                };
            };
        };
    };
    HotlineRatingsController_enter: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveRatingForCallerDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingByLinkDto"];
                };
            };
        };
    };
    StatisticsController_getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewDto"];
                };
            };
        };
    };
    StatisticsController_getPopular: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PopularOneThingsDto"];
                };
            };
        };
    };
    OpenDataController_listDefinitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountedFigureDto"][];
                };
            };
        };
    };
    OpenDataController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenDataListDto"];
                };
            };
        };
    };
    OpenDataController_getSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    OpenDataController_getMonth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenDataMonthDto"];
                };
            };
        };
    };
    OpenDataController_getCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    OpenDataController_getXlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    FigureBoardController_getBoard: {
        parameters: {
            query: {
                by: "month" | "day" | "division" | "department" | "oneThing" | "item" | "channel" | "handledBy" | "window";
                /** @description First month, `YYYY-MM`. */
                from: string;
                /** @description Last month. */
                to: string;
                /** @description Six digits. */
                division?: string;
                department?: string;
                oneThing?: string;
                item?: string;
                /** @description Id of a service window. */
                window?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureBoardDto"];
                };
            };
        };
    };
    FigureBoardController_getCsv: {
        parameters: {
            query: {
                by: "month" | "day" | "division" | "department" | "oneThing" | "item" | "channel" | "handledBy" | "window";
                /** @description First month, `YYYY-MM`. */
                from: string;
                /** @description Last month. */
                to: string;
                /** @description Six digits. */
                division?: string;
                department?: string;
                oneThing?: string;
                item?: string;
                /** @description Id of a service window. */
                window?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    FigureBoardController_getXlsx: {
        parameters: {
            query: {
                by: "month" | "day" | "division" | "department" | "oneThing" | "item" | "channel" | "handledBy" | "window";
                /** @description First month, `YYYY-MM`. */
                from: string;
                /** @description Last month. */
                to: string;
                /** @description Six digits. */
                division?: string;
                department?: string;
                oneThing?: string;
                item?: string;
                /** @description Id of a service window. */
                window?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    FigureBoardController_explain: {
        parameters: {
            query: {
                figure: string;
                month: string;
                /** @description Six digits. */
                division?: string;
                department?: string;
                oneThing?: string;
                item?: string;
                /** @description Id of a service window. */
                window?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureExplanationDto"];
                };
            };
        };
    };
    InboxController_list: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPageDto"];
                };
            };
        };
    };
    InboxController_read: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxStateDto"];
                };
            };
        };
    };
    InboxController_readAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadInboxDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxStateDto"];
                };
            };
        };
    };
    NoticePreferencesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreferencesDto"];
                };
            };
        };
    };
    NoticePreferencesController_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutNoticePreferencesDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreferencesDto"];
                };
            };
        };
    };
    NoticeFailuresController_list: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeFailurePageDto"];
                };
            };
        };
    };
    NoticeFailuresController_retry: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedDeliveryDto"];
                };
            };
        };
    };
    DocumentsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentDto"][];
                };
            };
        };
    };
    DocumentsController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionDraftDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPreviewDto"];
                };
            };
        };
    };
    DocumentsController_get: {
        parameters: {
            query?: {
                /** @description Chinese unless said otherwise; the Chinese text prevails. */
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                caseId: string;
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    DocumentsController_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    OwnDataController_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything about the person */
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
    OwnDataController_page: {
        parameters: {
            query?: {
                /** @description Of the page. */
                lang?: "zh" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything about the person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    OwnDataController_accessLog: {
        parameters: {
            query?: {
                /** @description Id of the last entry of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessPageDto"];
                };
            };
        };
    };
    LicencesController_list: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicencePageDto"];
                };
            };
        };
    };
    LicencesController_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceDto"];
                };
            };
        };
    };
    LicencesController_file: {
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
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    LicencesController_statusRecords: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceStatusListDto"];
                };
            };
        };
    };
    LicencesController_changeState: {
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
                "application/json": components["schemas"]["LicenceChangeDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceStateDto"];
                };
            };
        };
    };
    LicencesController_replace: {
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
                "application/json": components["schemas"]["LicenceReplacementDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceStateDto"];
                };
            };
        };
    };
    ConsentsController_list: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentPageDto"];
                };
            };
        };
    };
    ConsentsController_grant: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentDto"];
                };
            };
        };
    };
    ConsentsController_refuse: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentDto"];
                };
            };
        };
    };
    ConsentsController_revoke: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentDto"];
                };
            };
        };
    };
    PresentationsController_show: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresentationCodeDto"];
                };
            };
        };
    };
    PresentationsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadPresentationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresentedLicenceDto"];
                };
            };
        };
    };
    SealsController_list: {
        parameters: {
            query?: {
                state?: "applied" | "approved" | "rejected" | "made" | "filed" | "enabled" | "suspended" | "replaced" | "cancelled";
                ownerUscc?: string;
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealPageDto"];
                };
            };
        };
    };
    SealsController_apply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyForSealDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDto"];
                };
            };
        };
    };
    SealsController_image: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealImageDto"];
                };
            };
        };
    };
    SealsController_uses: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealUsePageDto"];
                };
            };
        };
    };
    SealsController_change: {
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
                "application/json": components["schemas"]["SealContentDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_approve: {
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
                "application/json": components["schemas"]["SealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_reject: {
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
                "application/json": components["schemas"]["ReasonedSealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_make: {
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
                "application/json": components["schemas"]["SealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_file: {
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
                "application/json": components["schemas"]["SealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_enable: {
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
                "application/json": components["schemas"]["SealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_suspend: {
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
                "application/json": components["schemas"]["ReasonedSealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_resume: {
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
                "application/json": components["schemas"]["ReasonedSealStepDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    SealsController_cancel: {
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
                "application/json": components["schemas"]["CancelSealDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealVersionDto"];
                };
            };
        };
    };
    VerificationController_verifyFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/pdf": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileReportDto"];
                };
            };
        };
    };
    VerificationController_query: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenceQueryDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceAnswerDto"];
                };
            };
        };
    };
    VerificationController_trustList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustListDto"];
                };
            };
        };
    };
    ImportedLicencesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedLicencesDto"];
                };
            };
        };
    };
    ImportedLicencesController_bring: {
        parameters: {
            query?: {
                /** @description `true` keeps a file for which nobody vouches, marked as such. */
                unverified?: "true" | "false";
            };
            header: {
                /** @description Name of the file, percent-encoded UTF-8 (encodeURIComponent) */
                "File-Name": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/pdf": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedLicenceDto"];
                };
            };
        };
    };
    ImportedLicencesController_file: {
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
            /** @description The file as it was brought */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    ImportedLicencesController_remove: {
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CrossProvinceController_listItems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossItemListDto"];
                };
            };
        };
    };
    CrossProvinceController_getForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossFormDto"];
                };
            };
        };
    };
    CrossProvinceController_findPlace: {
        parameters: {
            query?: {
                /** @description Division code that the item's rule asks for. */
                division?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossPlaceDto"];
                };
            };
        };
    };
    CrossProvinceController_listQueue: {
        parameters: {
            query: {
                side: "intake" | "deciding";
                /** @description Id of the last one of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseListDto"];
                };
            };
        };
    };
    CrossProvinceController_takeIn: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeInCrossCaseDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseEntryDto"];
                };
            };
        };
    };
    CrossProvinceController_listOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseListDto"];
                };
            };
        };
    };
    CrossProvinceController_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseDto"];
                };
            };
        };
    };
    CrossProvinceController_actAtIntake: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrossIntakeActDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseEntryDto"];
                };
            };
        };
    };
    CrossProvinceController_handle: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrossHandlingActDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseEntryDto"];
                };
            };
        };
    };
    CrossProvinceController_decide: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrossDecisionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCaseEntryDto"];
                };
            };
        };
    };
    CrossProvinceController_rate: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrossRatingDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CrossCaseFilesController_upload: {
        parameters: {
            query: {
                department: string;
                division: string;
            };
            header: {
                "Idempotency-Key": string;
                /** @description Name of the file, percent-encoded UTF-8 (encodeURIComponent) */
                "File-Name": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossUploadDto"];
                };
            };
        };
    };
    CrossCaseFilesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CrossCaseFilesController_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
        };
    };
    ExchangeConsoleController_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeOverviewDto"];
                };
            };
        };
    };
    ExchangeConsoleController_list: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                state?: "open" | "retried" | "rejected";
                /** @description Entries of a page, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinePageDto"];
                };
            };
        };
    };
    ExchangeConsoleController_retry: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineDecisionDto"];
                };
            };
        };
    };
    ExchangeConsoleController_reject: {
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
                "application/json": components["schemas"]["RejectQuarantinedDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineDecisionDto"];
                };
            };
        };
    };
}
