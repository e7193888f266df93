// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The list of commands. Only the class of the command that was typed is loaded, unless all are needed for help. */
final class Commands {
    private record Entry(String name, String alias, Function<Invocation, Command> command) {}

    private static final List<Entry> ALL = List.of(
            new Entry("ps", "ls", PsCommand::new),
            new Entry("frames", "dump", FramesCommand::new),
            new Entry("top", "", TopCommand::new),
            new Entry("eval", "", EvalCommand::new),
            new Entry("shell", "", ShellCommand::new),
            new Entry("exceptions", "", ExceptionsCommand::new),
            new Entry("watch", "", WatchCommand::new),
            new Entry("patch", "", PatchCommand::new),
            new Entry("patches", "", PatchesCommand::new),
            new Entry("unpatch", "", UnpatchCommand::new),
            new Entry("context", "", ContextCommand::new),
            new Entry("instances", "", InstancesCommand::new),
            new Entry("record", "", RecordCommand::new),
            new Entry("show", "", ShowCommand::new),
            new Entry("loaders", "", LoadersCommand::new),
            new Entry("detach", "", DetachCommand::new),
            new Entry("doctor", "", DoctorCommand::new),
            new Entry("completion", "", CompletionCommand::new),
            new Entry("train", "", TrainCommand::new));

    static {
        // Picocli has converters for these types ready before it looks at the options. None of ours is read by one.
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
    }

    private Commands() {}

    /** Runs what was typed; failures of the command itself are thrown, those of its usage told. */
    static ExitCode run(Invocation invocation, Failures failures) throws Exception {
        List<String> arguments = invocation.arguments();
        // The list without options starts without the parser, which would take as long as everything else together.
        if (arguments.isEmpty()) {
            return new JspectCommand(invocation).call();
        }
        if (arguments.equals(List.of("ps")) || arguments.equals(List.of("ls"))) {
            return new PsCommand(invocation).call();
        }
        return run(model(invocation), invocation, failures);
    }

    /** Runs this command in place of one of the list; its name is the first that was typed. */
    static ExitCode run(Command command, Invocation invocation, Failures failures) throws Exception {
        CommandSpec root = new JspectCommand(invocation).syntax().spec();
        root.addSubcommand(null, command.syntax().spec());
        return run(new CommandLine(root), invocation, failures);
    }

    private static ExitCode run(CommandLine commands, Invocation invocation, Failures failures) throws Exception {
        commands.setOut(writer(invocation));
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(ColorMode.AUTO.applies(invocation) ? Ansi.ON : Ansi.OFF));
        try {
            ParseResult typed = commands.parseArgs(invocation.arguments().toArray(String[]::new));
            if (CommandLine.executeHelpRequest(typed) != null) {
                return ExitCode.DONE;
            }
            if (typed.hasSubcommand() && !typed.matchedOptions().isEmpty()) {
                throw new ParameterException(
                        commands,
                        "options come after the command, not before: "
                                + typed.matchedOptions().get(0).longestName());
            }
            CommandLine chosen =
                    typed.hasSubcommand() ? typed.subcommand().commandSpec().commandLine() : commands;
            return chosen.<Command>getCommand().call();
        } catch (ParameterException wrong) {
            return failures.usage(wrong);
        }
    }

    /** Returns the model of the command that was typed, or of all commands when that is none of them. */
    private static CommandLine model(Invocation invocation) {
        String first =
                invocation.arguments().isEmpty() ? "" : invocation.arguments().get(0);
        for (Entry entry : ALL) {
            if (entry.name.equals(first) || (!entry.alias.isEmpty() && entry.alias.equals(first))) {
                return model(invocation, List.of(entry));
            }
        }
        return model(invocation, ALL);
    }

    /** Returns the model of all commands that are for users. */
    static CommandLine whole(Invocation invocation) {
        CommandLine whole = model(invocation, ALL);
        whole.getCommandSpec().removeSubcommand("train");
        return whole;
    }

    private static CommandLine model(Invocation invocation, List<Entry> entries) {
        CommandSpec root = new JspectCommand(invocation).syntax().spec();
        for (Entry entry : entries) {
            root.addSubcommand(
                    entry.name, entry.command.apply(invocation).syntax().spec());
        }
        return new CommandLine(root);
    }

    private static PrintWriter writer(Invocation invocation) {
        return new PrintWriter(invocation.out(), true, StandardCharsets.UTF_8);
    }
}
