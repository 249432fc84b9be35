import 'vue-router';
import type { Role } from '../session/session';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title: string;
    /** Areas of texts that the page needs besides `shell`, `parts` and `problems`: files of that name below `texts/`. */
    texts?: readonly string[];
    /** What the page asks of the API first, `:name` for its parameters: the server has it fetched together with the page's files. */
    ahead?: readonly string[];
    /** Who may come in: anybody when absent, any account, or accounts with one of the roles. */
    roles?: 'anyAccount' | readonly Role[];
    /** Parameter that makes it the same page while others change: what was typed stays. */
    instance?: string;
    /** Uses the whole width: queues, tables. */
    wide?: boolean;
  }
}
