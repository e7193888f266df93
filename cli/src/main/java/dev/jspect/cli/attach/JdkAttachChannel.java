// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The same conversations through {@code jdk.attach}, where there is no {@code /proc}: macOS and Windows. */
final class JdkAttachChannel implements AttachChannel {
    private final JvmProcess target;

    private JdkAttachChannel(JvmProcess target) {
        this.target = target;
    }

    static JdkAttachChannel open(JvmProcess target, Deadline deadline) {
        JdkAttachChannel channel = new JdkAttachChannel(target);
        channel.attached(deadline.phase("attaching through jdk.attach"), VirtualMachine::id);
        return channel;
    }

    @Override
    public JvmProcess target() {
        return target;
    }

    @Override
    public String execute(Deadline deadline, String operation, String... arguments) {
        return attached(deadline, vm -> switch (operation) {
            case "threaddump" -> call(vm, "remoteDataDump", Object[].class, arguments);
            case "jcmd" -> call(vm, "executeJCmd", String.class, arguments[0]);
            case "properties" -> {
                StringWriter text = new StringWriter();
                vm.getSystemProperties().store(text, null);
                yield text.toString();
            }
            default -> throw new IOException("jdk.attach has no operation " + operation);
        });
    }

    @Override
    public void loadJavaAgent(Deadline deadline, String jar, String options) {
        attached(deadline.phase("loading the agent"), vm -> {
            vm.loadAgent(jar, options);
            return "";
        });
    }

    /** The methods for dumps and commands are public in a package that is not: the jar's manifest exports it to us. */
    private static String call(VirtualMachine vm, String method, Class<?> parameter, Object argument)
            throws ReflectiveOperationException, IOException {
        Object answer = Class.forName("sun.tools.attach.HotSpotVirtualMachine")
                .getMethod(method, parameter)
                .invoke(vm, argument);
        try (InputStream text = (InputStream) answer) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Something done with an attached machine. */
    private interface Conversation {
        String with(VirtualMachine vm)
                throws IOException, ReflectiveOperationException, AgentLoadException, AgentInitializationException;
    }

    /** Attaches, talks and detaches in a thread of its own, since none of it has a limit. */
    private String attached(Deadline deadline, Conversation conversation) {
        Callable<String> whole = () -> {
            VirtualMachine vm = VirtualMachine.attach(Integer.toString(target.pid()));
            try {
                return conversation.with(vm);
            } finally {
                vm.detach();
            }
        };
        FutureTask<String> task = new FutureTask<>(whole);
        Thread thread = new Thread(task, "jspect-attach");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw deadline.passed(target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw deadline.passed(target, e);
        } catch (ExecutionException e) {
            throw failure(deadline, e.getCause() instanceof InvocationTargetException inner ? inner : e);
        }
    }

    private JspectException failure(Deadline deadline, Exception wrapper) {
        Throwable cause = wrapper.getCause() == null ? wrapper : wrapper.getCause();
        JspectException known = cause instanceof AgentLoadException
                ? AgentLoading.knownRefusal(target, String.valueOf(cause.getMessage()))
                : null;
        if (known != null) {
            return known;
        }
        String what = cause instanceof AttachNotSupportedException
                ? "cannot attach to " + target.label()
                : target.label() + " failed while " + deadline.phase();
        return new JspectException(ExitCode.NOT_PERMITTED, what, cause.getMessage(), null, cause);
    }
}
