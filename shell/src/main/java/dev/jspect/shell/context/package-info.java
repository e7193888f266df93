// SPDX-License-Identifier: Apache-2.0
/** What threads carry with them, as people call it. */
@NullMarked
package dev.jspect.shell.context;

import org.jspecify.annotations.NullMarked;
