// SPDX-License-Identifier: Apache-2.0
/** The commands. */
@NullMarked
package dev.jspect.cli;

import org.jspecify.annotations.NullMarked;
