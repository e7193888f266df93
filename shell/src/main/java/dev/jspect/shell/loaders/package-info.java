// SPDX-License-Identifier: Apache-2.0
/** What class loaders of a target are called, for people: which one is meant, and when another one should be. */
@NullMarked
package dev.jspect.shell.loaders;

import org.jspecify.annotations.NullMarked;
