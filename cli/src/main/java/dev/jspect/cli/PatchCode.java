// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.MethodCode;
import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.engine.UserMethod;
import dev.jspect.shell.probes.PlannedMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The code of {@code patch}, and where it runs. */
final class PatchCode {
    private static final String METHOD = "jspectPatch";

    @Nullable
    private String before;

    @Nullable
    private String after;

    @Nullable
    private String around;

    @Nullable
    private String file;

    /** Adds the options to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                kind("--before")
                        .description("Runs before the method: the parameters by their names, $this, $args, log(...)."),
                String.class,
                typed -> before = typed);
        syntax.option(
                kind("--after").description("Runs when the method has ended: $result and $thrown as well."),
                String.class,
                typed -> after = typed);
        syntax.option(
                kind("--around")
                        .description(
                                "Runs instead of the method, and returns what it is to return: proceed() runs the method, proceed(...)"
                                        + " with other arguments."),
                String.class,
                typed -> around = typed);
        syntax.option(
                OptionSpec.builder("-f", "--file")
                        .paramLabel("FILE")
                        .description("Read the code from a file; - is stdin: --around -f fix.java"),
                String.class,
                typed -> file = typed);
    }

    private static OptionSpec.Builder kind(String name) {
        return OptionSpec.builder(name).paramLabel("CODE").arity("0..1").fallbackValue("");
    }

    /** Says which of the kinds was typed. */
    int kind() {
        int kinds = (before == null ? 0 : 1) + (after == null ? 0 : 1) + (around == null ? 0 : 1);
        if (kinds != 1) {
            throw new JspectException(
                    ExitCode.USAGE,
                    kinds == 0 ? "there is no code" : "there can be only one of --before, --after and --around",
                    null,
                    "For example: --before 'log($args[0])'");
        }
        return before != null ? PatchRequest.BEFORE : after != null ? PatchRequest.AFTER : PatchRequest.AROUND;
    }

    /** Returns the code. */
    String source(Invocation invocation) {
        String typed = before != null ? before : after != null ? after : around;
        return SourceText.read(invocation, typed == null || typed.isEmpty() ? null : typed, file);
    }

    /**
     * Compiles it, and defines it in the target.
     *
     * @return for each method the code, as the target has named it
     * @throws JspectException when it does not compile
     */
    List<Integer> define(RemoteTarget target, List<PlannedMethod> methods, String source) throws TargetException {
        List<Integer> codes = new ArrayList<>();
        for (PlannedMethod method : methods) {
            codes.add(define(target, method, source));
        }
        return codes;
    }

    private int define(RemoteTarget target, PlannedMethod method, String source) throws TargetException {
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            target.useLoader(method.owner().loaderId);
            UserMethod compiled = new MethodCode(engine, method).patch(METHOD, kind(), source);
            if (compiled.className() == null) {
                throw new JspectException(
                        ExitCode.USER_CODE,
                        "the code does not compile",
                        ExceptionFilter.problems(compiled.result()),
                        "It has " + (method.isStatic() ? "" : "$this, ") + "$args"
                                + (method.parameters().isEmpty()
                                        ? ""
                                        : ", and the parameters " + String.join(", ", method.parameters())));
            }
            return target.probes().retain(compiled.className(), METHOD);
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot read the JDK of the target in " + target.jvm().javaHome(),
                    String.valueOf(e.getMessage()),
                    null,
                    e);
        }
    }
}
