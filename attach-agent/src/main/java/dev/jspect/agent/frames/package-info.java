// SPDX-License-Identifier: Apache-2.0
/**
 * Stacks and local variables of all threads. {@link dev.jspect.agent.frames.FramesReader} takes a cut through the target by the
 * native library and has its values rendered when all threads run again.
 */
package dev.jspect.agent.frames;
