// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.PatchRequest;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.values.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Code of the user's about a method of the target: has its parameters by their names, and {@code $this}. */
public final class MethodCode {
    private static final String THIS = "$this";
    private static final Pattern ENDS_STATEMENT = Pattern.compile("[;}]\\s*$");
    private static final Pattern RETURNS = Pattern.compile("\\breturn\\b");
    private static final Pattern LOCAL = Pattern.compile("\\$[0-9]");

    private final SnippetEngine engine;
    private final PlannedMethod method;

    public MethodCode(SnippetEngine engine, PlannedMethod method) {
        this.engine = engine;
        this.method = method;
    }

    /**
     * Compiles a condition: what the method takes, {@code this} first, to a boolean.
     *
     * @param name the method's in the class that it becomes
     */
    public UserMethod condition(String name, String code) {
        return compile(name, "boolean", List.of(), code, true, false);
    }

    /**
     * Compiles expressions: what the method takes, {@code this} first, and of calls {@code $result} and {@code $thrown}, to an array of their values.
     *
     * @param name the method's in the class that it becomes
     * @param calls whether it is of calls, and not of a line
     */
    public UserMethod columns(String name, List<String> expressions, boolean calls) {
        List<String> more = calls ? ofEnding() : List.of();
        // Each for itself: one may have a comma in it, or end with a comment.
        String code = expressions.stream()
                .map(expression -> expression.contains("//") ? "(" + expression + "\n)" : "(" + expression + ")")
                .collect(Collectors.joining(", "));
        return compile(name, "java.lang.Object[]", more, code, "return new java.lang.Object[] {", "}; }", false);
    }

    private List<String> ofEnding() {
        Type result = Type.getReturnType(method.descriptor());
        List<String> more = new ArrayList<>();
        if (result.getSort() != Type.VOID) {
            more.add(type(result, null, true) + " $result");
        }
        more.add("java.lang.Throwable $thrown");
        return more;
    }

    /**
     * Compiles code of a patch, which may call {@code log(what)}.
     *
     * @param name the method's in the class that it becomes
     * @param kind one of the constants of {@link PatchRequest}: after the method there are {@code $result} and {@code $thrown}, around it
     *     {@code proceed()} and {@code proceed(arguments)}
     */
    public UserMethod patch(String name, int kind, String code) {
        Type result = Type.getReturnType(method.descriptor());
        boolean isVoid = result.getSort() == Type.VOID;
        engine.evaluate("void log(java.lang.Object what) { " + LiveClass.NAME + ".log(what); }");
        List<String> more = kind == PatchRequest.AFTER ? ofEnding() : List.of();
        if (kind != PatchRequest.AROUND) {
            return compile(name, "void", more, code, false, true);
        }
        String type = isVoid ? "void" : type(result, null, true);
        engine.evaluate(type + " proceed(java.lang.Object... arguments) throws java.lang.Throwable { "
                + (isVoid ? "" : "return (" + type + ") ") + LiveClass.NAME + ".proceed(arguments); }");
        return compile(name, type, more, code, !isVoid && isExpression(code), true);
    }

    /** A body that returns says so; an expression is what it returns. */
    private static boolean isExpression(String code) {
        return !ENDS_STATEMENT.matcher(code).find() && !RETURNS.matcher(code).find();
    }

    private UserMethod compile(
            String name, String result, List<String> more, String code, boolean expression, boolean arguments) {
        boolean ended = !expression && ENDS_STATEMENT.matcher(code).find();
        return compile(name, result, more, code, expression ? "return " : "", ended ? "}" : "; }", arguments);
    }

    private UserMethod compile(
            String name, String result, List<String> more, String code, String begin, String end, boolean arguments) {
        UserMethod compiled = null;
        // A type that no code can name is an Object.
        for (boolean exact : new boolean[] {true, false}) {
            List<String> parameters = new ArrayList<>(parameters(exact));
            parameters.addAll(more);
            String head = result + " " + name + "(" + String.join(", ", parameters)
                    + ") throws java.lang.Throwable { "
                    + (arguments && code.contains("$args") ? "java.lang.Object[] $args = {" + names() + "}; " : "")
                    + begin;
            compiled = UserMethod.compile(engine, head, code, end);
            if (compiled.headFits() && compiled.result().missing().stream().noneMatch(this::isOfHead)) {
                return compiled;
            }
        }
        return Objects.requireNonNull(compiled);
    }

    private String names() {
        return String.join(
                ", ",
                IntStream.range(0, method.parameters().size())
                        .mapToObj(this::name)
                        .toList());
    }

    /** A name that is none in Java cannot be used, either. */
    private String name(int parameter) {
        String name = method.parameters().get(parameter);
        return SourceVersion.isName(name) ? name : "arg" + (parameter + 1);
    }

    private boolean isOfHead(String missing) {
        return missing.startsWith("class ")
                && parameters(true).stream().anyMatch(parameter -> parameter.startsWith(missing.substring(6)));
    }

    private List<String> parameters(boolean exact) {
        List<String> parameters = new ArrayList<>();
        if (!method.isStatic()) {
            parameters.add(type(Type.getObjectType(method.owner().name.replace('.', '/')), null, exact) + " " + THIS);
        }
        Type[] types = Type.getArgumentTypes(method.descriptor());
        for (int i = 0; i < types.length; i++) {
            parameters.add(type(types[i], method.signatures().get(i), exact) + " " + name(i));
        }
        return parameters;
    }

    private static String type(Type type, @Nullable String signature, boolean exact) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        boolean primitive = element.getSort() != Type.OBJECT;
        boolean nameable =
                primitive || !LOCAL.matcher(element.getInternalName()).find();
        if (!primitive && (!exact || !nameable)) {
            return "java.lang.Object";
        }
        boolean generic = exact && signature != null && signature.indexOf('T') < 0;
        return TypeText.full(type.getDescriptor(), generic ? signature : null);
    }
}
