// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.LineChoice;
import dev.jspect.shell.probes.LinePattern;
import dev.jspect.shell.probes.MethodChoice;
import dev.jspect.shell.probes.MethodPattern;
import dev.jspect.shell.probes.NoSuchMethodInTargetException;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.probes.ReturnChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The method that a command is about. */
final class MethodArgument {
    private String where = "";

    @Nullable
    private String loader;

    /** Adds the parameter, and the option to choose a loader, to what a command takes. */
    void describe(Syntax syntax) {
        describe(syntax, "");
    }

    /** The same where it may be a line. */
    void describeWithLines(Syntax syntax) {
        describe(syntax, " Or a line, Class:LINE, of its source file; of a class within another, Outer$Inner:LINE.");
    }

    private void describe(Syntax syntax, String lines) {
        syntax.parameter(
                PositionalParamSpec.builder()
                        .index("1")
                        .required(true)
                        .paramLabel("WHERE")
                        .description(
                                "A method, Class::method; Class::method(int, String) where there are several of that name;"
                                        + " Class::new for a constructor. The class with or without its package."
                                        + lines),
                String.class,
                typed -> where = typed);
        syntax.option(
                OptionSpec.builder("--loader")
                        .paramLabel("LOADER")
                        .description("Only in the class of this loader: its name or @hash (default: in all)."),
                String.class,
                typed -> loader = typed);
    }

    /** Returns what was typed. */
    String text() {
        return where;
    }

    /**
     * Says what is meant, before anything is touched.
     *
     * @throws JspectException when it is no method
     */
    MethodPattern pattern() {
        try {
            return MethodPattern.parse(where);
        } catch (IllegalArgumentException e) {
            throw new JspectException(
                    ExitCode.USAGE, String.valueOf(e.getMessage()), null, "For example: OrderService::place");
        }
    }

    /** Says what is meant where it may be a line; null when that is a method. */
    @Nullable
    LinePattern line() {
        LinePattern line = LinePattern.parse(where);
        if (line == null) {
            pattern();
        }
        return line;
    }

    /**
     * Finds it in the target, once for each loader that has its class.
     *
     * @throws JspectException when there is none, or are several
     */
    List<PlannedMethod> find(RemoteTarget session) throws TargetException {
        return methods(found(session, pattern().className()));
    }

    /** Finds it among these classes. */
    List<PlannedMethod> methods(FoundClasses found) {
        try {
            return MethodChoice.of(pattern(), found);
        } catch (NoSuchMethodInTargetException e) {
            throw new JspectException(ExitCode.USAGE, String.valueOf(e.getMessage()), null, e.remedy());
        }
    }

    /** Finds the calls of a method, or the places where a line begins; otherwise as {@link #find}. */
    List<PlannedPlace> places(RemoteTarget session) throws TargetException {
        LinePattern line = line();
        return places(found(session, line == null ? pattern().className() : line.className()));
    }

    /** Finds the same among these classes. */
    List<PlannedPlace> places(FoundClasses found) {
        LinePattern line = line();
        if (line == null) {
            return methods(found).stream().map(PlannedPlace::ofCalls).toList();
        }
        try {
            return LineChoice.of(line, found);
        } catch (NoSuchMethodInTargetException e) {
            throw new JspectException(ExitCode.USAGE, String.valueOf(e.getMessage()), null, e.remedy());
        }
    }

    /** Adds to calls where they return, and with which variables. */
    PlannedPlace returning(PlannedPlace calls) {
        try {
            return ReturnChoice.of(calls);
        } catch (NoSuchMethodInTargetException e) {
            throw new JspectException(ExitCode.USAGE, String.valueOf(e.getMessage()), null, e.remedy());
        }
    }

    /** Says whether other loaders than those that have the class now are meant, too. */
    boolean isOfAllLoaders() {
        return loader == null;
    }

    private FoundClasses found(RemoteTarget session, String className) throws TargetException {
        FoundClasses found = session.probes().findClasses(className, List.of());
        if (loader != null && !found.classes.isEmpty()) {
            int id = LoaderChoice.find(session.loaders(), loader).id;
            found = new FoundClasses(
                    found.classes.stream().filter(type -> type.loaderId == id).toList(), 0, List.of());
        }
        return found;
    }
}
