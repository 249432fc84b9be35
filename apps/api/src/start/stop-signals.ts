/**
 * Ends when somebody wants this process to stop: Ctrl-C, SIGTERM, a closed terminal, or the launcher has gone (also by
 * kill -9; its channel closes). A signal that arrives during the start takes effect after it, so that nothing is left behind.
 */
export function whenToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    // The listeners stay: npm and the terminal send the same signal several times.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (process.channel) process.on('disconnect', () => resolve());
  });
}
