// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** How much of values is shown. */
final class ValueOptions {
    @Nullable
    private Integer depth;

    @Nullable
    private Integer items;

    @Nullable
    private Integer length;

    private List<String> revealed = List.of();

    /** Adds the options to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("--depth")
                        .paramLabel("N")
                        .converters(CountConverter.from(0))
                        .description("How many objects deep values are shown."),
                Integer.class,
                typed -> depth = typed);
        syntax.option(
                OptionSpec.builder("--items")
                        .paramLabel("N")
                        .converters(CountConverter.from(0))
                        .description("Most fields, elements or entries of one object."),
                Integer.class,
                typed -> items = typed);
        syntax.option(
                OptionSpec.builder("--length")
                        .paramLabel("N")
                        .converters(CountConverter.from(0))
                        .description("Most characters of one string."),
                Integer.class,
                typed -> length = typed);
        syntax.option(
                OptionSpec.builder("--reveal")
                        .paramLabel("NAME")
                        .description(
                                "Show what variables, fields and keys of this name hold, even if it looks secret."),
                String[].class,
                typed -> revealed = List.of(typed));
    }

    /** Whether any of them was typed. */
    boolean typed() {
        return depth != null || items != null || length != null || !revealed.isEmpty();
    }

    /** Whether values deeper than their own fields were asked for. */
    boolean deep() {
        return depth != null && depth > 1;
    }

    /** Returns the bounds: what was typed, else what is given here. */
    ValueBounds bounds(int usualDepth, int usualItems, int usualLength, int totalBytes, Duration timeout) {
        return new ValueBounds(
                clamp(depth, usualDepth, ValueTree.MAX_DEPTH / 2),
                clamp(items, usualItems, 1 << 20),
                clamp(length, usualLength, 1 << 22),
                totalBytes,
                (int) Math.min(timeout.toMillis() / 2, Integer.MAX_VALUE),
                revealed);
    }

    private static int clamp(@Nullable Integer typed, int otherwise, int most) {
        return typed == null ? otherwise : Math.min(typed, most);
    }
}
