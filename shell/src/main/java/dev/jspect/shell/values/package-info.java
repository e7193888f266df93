// SPDX-License-Identifier: Apache-2.0
/**
 * Values of a target and their types, as far as text and JSON share it.
 *
 * <p>{@link dev.jspect.shell.values.KnownTypes} reads the JDK's value types from their raw fields, {@link
 * dev.jspect.shell.values.TypeText} and {@link dev.jspect.shell.values.ClassLabel} name types as Java source would, {@link
 * dev.jspect.shell.values.DocumentIds} knows the objects of a document. All of it comes from the target and may be
 * anything; nothing here throws for it, and whoever prints the texts makes them harmless first.
 */
@NullMarked
package dev.jspect.shell.values;

import org.jspecify.annotations.NullMarked;
