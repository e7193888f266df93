// SPDX-License-Identifier: Apache-2.0
/**
 * What stack traces cost, and what jspect adds to it: {@link dev.jspect.bench.Main} runs it all and prints the tables of README.md.
 *
 * <p>{@link dev.jspect.bench.Throwing} and {@link dev.jspect.bench.Watched} are JMH's; {@link dev.jspect.bench.Shop} is what a target of
 * our own does, told by {@link dev.jspect.bench.TargetJvm}. jspect is started as a user starts it, by {@link dev.jspect.bench.Jspect}: nothing
 * here knows its classes.
 */
package dev.jspect.bench;
