// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import dev.jspect.cli.it.Jdks;
import dev.jspect.cli.it.TargetJvm;
import dev.jspect.target.Known;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scripts/soak debugger} runs: what a debugger (JDI) shows of the variables of a target that was started for it, and what
 * jspect shows of its twin that was not; half of the threads are virtual.
 */
public final class DebuggerSoak {
    private static final String NOT_SHOWN = "null where there is an object";

    private int frames;
    private final Map<String, Integer> results = new TreeMap<>();

    private DebuggerSoak() {}

    /** Arguments: captures of each, threads, and the JDKs' numbers (all from 21 on without any). */
    public static void main(String[] args) throws Exception {
        int captures = Integer.parseInt(args[0]);
        List<String> wanted = List.of(args).subList(2, args.length);
        int wrong = 0;
        for (Jdks.Jdk jdk : Jdks.wanted().toList()) {
            if (jdk.feature() < 21 || (!wanted.isEmpty() && !wanted.contains("" + jdk.feature()))) {
                continue;
            }
            int port = freePort();
            String agent =
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,includevirtualthreads=y,address=127.0.0.1:";
            try (TargetJvm target =
                    TargetJvm.on(jdk).with(agent + port).start(Known.class.getName(), args[1], "virtual")) {
                System.out.println(jdk + ", a debugger: " + new DebuggerSoak().of(port, captures)
                        + (ProcessHandle.of(target.pid()).isPresent() ? "" : "; then it was gone"));
            }
            try (TargetJvm target = TargetJvm.on(jdk).start(Known.class.getName(), args[1], "virtual")) {
                LocalsRun run = LocalsRun.of(target.pid(), captures, 200, false);
                System.out.println(jdk + ", jspect:     " + run);
                wrong += run.known().wrong().size();
            }
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String of(int port, int captures)
            throws IOException, IllegalConnectorArgumentsException, IncompatibleThreadStateException,
                    AbsentInformationException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(String.valueOf(port));
        VirtualMachine vm = connector.attach(arguments);
        for (int i = 0; i < captures; i++) {
            vm.suspend();
            for (ThreadReference thread : vm.allThreads()) {
                for (StackFrame frame : thread.frames()) {
                    look(frame, thread.name().startsWith("known-") ? "platform, " : "virtual, ");
                }
            }
            vm.resume();
        }
        vm.dispose();
        return captures + " captures, " + frames + " frames, " + results;
    }

    private void look(StackFrame frame, String kind) throws AbsentInformationException {
        String method = frame.location().method().name();
        boolean known = method.equals("known") || method.equals("loop");
        if (!known || !frame.location().declaringType().name().equals(Known.class.getName())) {
            return;
        }
        frames++;
        Integer id = null;
        for (LocalVariable variable : frame.visibleVariables()) {
            if (variable.name().equals("id") && value(frame, variable) instanceof IntegerValue number) {
                id = number.value();
            }
        }
        for (LocalVariable variable : frame.visibleVariables()) {
            String expected = id == null ? null : new ExpectedOfKnown().value(variable.name(), id);
            if (expected != null) {
                results.merge(kind + judged(frame, variable, expected), 1, Integer::sum);
            }
        }
    }

    private static String judged(StackFrame frame, LocalVariable variable, String expected) {
        Value value = value(frame, variable);
        if (value == null) {
            return expected.equals("null") ? "right" : NOT_SHOWN;
        }
        return expected.equals(text(variable.typeName(), value)) ? "right" : "wrong";
    }

    private static @Nullable Value value(StackFrame frame, LocalVariable variable) {
        return frame.getValue(variable);
    }

    private static String text(String type, Value value) {
        if (value instanceof StringReference string) {
            return string.value();
        }
        if (value instanceof ArrayReference array) {
            return "[int " + array.getValue(0) + ", int " + array.getValue(1) + "]";
        }
        if (value instanceof ObjectReference object) {
            return type.endsWith("Pair")
                    ? "{one=int " + field(object, "one") + ", other=int " + field(object, "other") + "}"
                    : list(object);
        }
        return type + " " + (type.equals("char") ? (int) value.toString().charAt(0) : value);
    }

    /** {@code Arrays.asList}. */
    private static String list(ObjectReference list) {
        ArrayReference array = (ArrayReference) field(list, "a");
        return "[int " + field((ObjectReference) array.getValue(0), "value") + ", int "
                + field((ObjectReference) array.getValue(1), "value") + "]";
    }

    private static Value field(ObjectReference object, String name) {
        return object.getValue(object.referenceType().fieldByName(name));
    }
}
