// SPDX-License-Identifier: Apache-2.0
/** Captured exceptions: which are the same, seen again. */
@NullMarked
package dev.jspect.shell.exceptions;

import org.jspecify.annotations.NullMarked;
