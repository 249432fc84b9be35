import type { RouteLocationRaw } from 'vue-router';

/** One line of an error summary. */
export interface FieldError {
  /** Id of the field's control. */
  id: string;
  text: string;
  /** Where the field stands, when it is on another page. */
  to?: RouteLocationRaw;
}
