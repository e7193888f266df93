// SPDX-License-Identifier: Apache-2.0
/**
 * Documentation of the target's classes, read from the sources that {@link dev.jspect.shell.source} finds.
 */
@NullMarked
package dev.jspect.shell.javadoc;

import org.jspecify.annotations.NullMarked;
