/** The server's own rules for passwords, so that the page says them before the server does. */
export { brokenRules, PASSWORD_RULES, SHORTEST_PASSWORD } from '../../../../libs/identity/src/domain/password-rules';
