#!/usr/bin/env node
import { runCommandLine } from './program';
import { processTerminal } from './terminal';

void runCommandLine(process.argv.slice(2), processTerminal);
