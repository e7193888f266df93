// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

/**
 * How much of a value travels.
 *
 * @param characters of its text
 * @param elements of a collection or an array
 */
public record ValueLimits(int characters, int elements) {
    /** What fits a screen or two. */
    public static final ValueLimits DEFAULT = new ValueLimits(10_000, 100);
}
