// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.doctor;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param topic what, in a word or two
 * @param text what there is, with the value
 * @param remedy what to do about it, ending in a line to paste; or null
 * @param hinders what it hinders, at this level; empty when nothing
 */
public record Finding(
        String topic, Level level, String text, @Nullable String remedy, Set<Ability> hinders) {}
