// SPDX-License-Identifier: Apache-2.0
/**
 * Documentation of the target's classes, read from sources that lie beside its class path: {@code x-sources.jar} next to
 * {@code x.jar}, as Maven keeps them, and {@code src.zip} of its JDK.
 */
@NullMarked
package dev.jspect.shell.javadoc;

import org.jspecify.annotations.NullMarked;
