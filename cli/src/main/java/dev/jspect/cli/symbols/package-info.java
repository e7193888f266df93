// SPDX-License-Identifier: Apache-2.0
/** Where the names of functions are that libraries were stripped of. */
@NullMarked
package dev.jspect.cli.symbols;

import org.jspecify.annotations.NullMarked;
