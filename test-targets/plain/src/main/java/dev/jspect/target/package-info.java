// SPDX-License-Identifier: Apache-2.0
/**
 * Programs for the integration tests to look at: one situation each, at most 40 lines. Each prints {@code ready} on a line
 * of its own when its situation has been reached, and ends when its stdin does, so that none outlives its test.
 */
package dev.jspect.target;
