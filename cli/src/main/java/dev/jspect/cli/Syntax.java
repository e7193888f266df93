// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command takes, as picocli's model of it. Commands say it in code: picocli would read annotations by reflection,
 * through proxies made at run time, and that took a fifth of the time of {@code frames}.
 */
final class Syntax {
    private final CommandSpec spec;

    private Syntax(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * Begins with a command's name and what it does.
     *
     * @param command what runs when it is typed
     */
    static Syntax of(Callable<?> command, String name, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.versionProvider(new VersionProvider()).usageMessage().description(description);
        return new Syntax(spec);
    }

    /** Adds another name of the command. */
    Syntax alias(String name) {
        spec.aliases(name);
        return this;
    }

    /** Adds lines that show how it is used. */
    Syntax examples(String... lines) {
        spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
        return this;
    }

    /** Adds the options and parameters that several commands have in common. */
    Syntax with(Consumer<Syntax> part) {
        part.accept(this);
        return this;
    }

    /** Adds a switch. */
    Syntax flag(Consumer<Boolean> field, String description, String... names) {
        return option(OptionSpec.builder(names).arity("0").description(description), boolean.class, field);
    }

    /** Adds the two flags that are answered without running the command. */
    Syntax help() {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version of jspect.")
                .build());
        return this;
    }

    /** Adds an option; its field keeps what it holds where the option is not typed. */
    <T> Syntax option(OptionSpec.Builder option, Class<T> type, Consumer<T> field) {
        Typed<T> typed = new Typed<>(field);
        spec.addOption(option.type(type).setter(typed).getter(typed).build());
        return this;
    }

    /** Adds a parameter that has a place instead of a name. */
    <T> Syntax parameter(PositionalParamSpec.Builder parameter, Class<T> type, Consumer<T> field) {
        Typed<T> typed = new Typed<>(field);
        spec.addPositional(parameter.type(type).setter(typed).getter(typed).build());
        return this;
    }

    /** Returns the model. */
    CommandSpec spec() {
        return spec;
    }

    /** Passes on what was typed to a field. Picocli reads it again, to add to it where an option is repeated. */
    private static final class Typed<T> implements ISetter, IGetter {
        private final Consumer<T> field;
        private @Nullable Object value;

        Typed(Consumer<T> field) {
            this.field = field;
        }

        /** Null comes for what was not typed: its field keeps what it holds. */
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <V> @Nullable V set(@Nullable V typed) {
            Object before = value;
            value = typed;
            if (typed != null) {
                field.accept((T) typed);
            }
            return (V) before;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <V> @Nullable V get() {
            return (V) value;
        }
    }
}
