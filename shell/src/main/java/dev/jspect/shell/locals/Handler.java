// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

/**
 * An entry of a method's exception table.
 *
 * @param start the first index into the bytecode that it covers
 * @param end the first behind
 * @param target where it goes on
 * @param catchAll whether nothing gets past it
 */
public record Handler(int start, int end, int target, boolean catchAll) {}
