// SPDX-License-Identifier: Apache-2.0
/**
 * The commands: one class each, which parses, calls one thing, renders and returns a code. {@code Main} wires them to the
 * outside world and is the only one to end the process; {@code Commands} lists them; {@code Invocation} is what a command
 * gets to know of its surroundings. Options that several commands share are mixins.
 */
@NullMarked
package dev.jspect.cli;

import org.jspecify.annotations.NullMarked;
