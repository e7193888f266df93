// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.doctor;

import dev.jspect.cli.attach.HeapWalks;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at a target from outside, one question a method, and never touches it. */
public final class Examination {
    private static final Set<Ability> NOTHING = Set.of();
    private static final Set<Ability> ALL_THAT_ATTACH = Set.of(Ability.ATTACH, Ability.AGENT);
    private static final Set<Ability> ALL_THAT_LOAD = Set.of(Ability.AGENT);
    private static final String NO_AGENTS = "-XX:-EnableDynamicAgentLoading";
    private static final String AGENTS = "-XX:+EnableDynamicAgentLoading";
    private static final int OLDEST = 8;
    private static final int NEWEST_TRIED = 25;
    private static final int WARNS_OF_AGENTS = 21;
    private static final int UNIX_SOCKETS = 16;
    private static final long SPACE_NEEDED = 1 << 20;

    private final JvmProcess target;
    private final TargetFacts facts;
    private final int toolFeature;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(JvmProcess target, TargetFacts facts, int toolFeature) {
        this.target = target;
        this.facts = facts;
        this.toolFeature = toolFeature;
    }

    /** Examines a target with what is known of it, for a tool that runs on a Java of the given feature release. */
    public static Diagnosis of(JvmProcess target, TargetFacts facts, int toolFeature) {
        Examination examination = new Examination(target, facts, toolFeature);
        examination.permission();
        examination.attachSocket();
        examination.policy();
        examination.javaVersion();
        examination.toolVersion();
        examination.heapWalks();
        examination.dynamicAgents();
        examination.instrumentModule();
        examination.temporaryDirectory();
        examination.container();
        examination.otherAgents();
        return new Diagnosis(target, List.copyOf(examination.findings));
    }

    private void permission() {
        if (facts.objection() == null) {
            ok("permission", "runs as user " + target.user() + ", which we may attach to");
        } else {
            String why = facts.objection().why();
            add(
                    "permission",
                    Level.NO,
                    why == null ? facts.objection().what() : facts.objection().what() + ": " + why,
                    facts.objection().remedy(),
                    ALL_THAT_ATTACH);
        }
    }

    private void attachSocket() {
        if (facts.listening()) {
            ok("attach socket", "listens already: no signal is needed");
        } else if (facts.handlesQuit()) {
            ok("attach socket", "does not listen yet: the first command asks it to, by one SIGQUIT");
        } else {
            add(
                    "attach socket",
                    Level.NO,
                    "does not listen, and does not handle SIGQUIT: still starting, or started with -Xrs",
                    "Look again, or restart it without -Xrs",
                    ALL_THAT_ATTACH);
        }
    }

    private void policy() {
        String policy = last("-Djspect.policy=", target.jvmArguments());
        if (policy == null) {
            policy = last("JSPECT_POLICY=", facts.environment());
        }
        if (policy == null || policy.isEmpty()) {
            ok("policy", "none set by its administrator");
        } else {
            boolean isOff = policy.equals("off");
            add(
                    "policy",
                    isOff ? Level.NO : Level.WARN,
                    "its administrator set jspect.policy=" + policy,
                    "Only a restart without it changes that",
                    ALL_THAT_LOAD);
        }
    }

    private void javaVersion() {
        String text = "Java " + target.javaVersion() + (target.vendor() == null ? "" : " of " + target.vendor());
        if (target.feature() == 0) {
            add("java", Level.WARN, "its version is not known", null, ALL_THAT_LOAD);
        } else if (target.feature() < OLDEST) {
            add("java", Level.NO, text + ": older than " + OLDEST, null, ALL_THAT_ATTACH);
        } else if (target.feature() > NEWEST_TRIED) {
            add("java", Level.WARN, text + ": newer than all that was tried", null, ALL_THAT_LOAD);
        } else {
            ok("java", text);
        }
    }

    private void toolVersion() {
        if (target.feature() > toolFeature) {
            add(
                    "jspect's java",
                    Level.WARN,
                    "we run on Java " + toolFeature + ": what is newer in its language and classes is out of reach",
                    "Run us on a newer one: JSPECT_JAVA_HOME=" + target.javaHome() + " jspect ...",
                    ALL_THAT_LOAD);
        } else {
            ok("jspect's java", "we run on Java " + toolFeature);
        }
    }

    private void heapWalks() {
        if (HeapWalks.seemDangerous(target)) {
            add(
                    "heap walks",
                    Level.WARN,
                    HeapWalks.REASON
                            + ": instances is refused, and who holds locks of java.util.concurrent is not shown",
                    "Another collector, or JDK 25, has no such walks",
                    ALL_THAT_ATTACH);
        }
    }

    private void dynamicAgents() {
        int forbidden = target.jvmArguments().lastIndexOf(NO_AGENTS);
        int allowed = target.jvmArguments().lastIndexOf(AGENTS);
        if (forbidden > allowed) {
            add(
                    "dynamic agents",
                    Level.NO,
                    "forbidden by " + NO_AGENTS,
                    "Only a restart without it changes that",
                    ALL_THAT_LOAD);
        } else if (target.feature() >= WARNS_OF_AGENTS && allowed < 0) {
            add(
                    "dynamic agents",
                    Level.WARN,
                    "allowed; each load prints a warning of 3 to 4 lines on the target's stderr (JEP 451)",
                    "A start with " + AGENTS + " avoids it",
                    ALL_THAT_LOAD);
        } else {
            ok("dynamic agents", "allowed");
        }
    }

    private void instrumentModule() {
        Boolean instrument = facts.instrument();
        if (instrument == null) {
            add("java.instrument", Level.WARN, "not known whether its JDK has it", null, ALL_THAT_LOAD);
        } else if (instrument) {
            ok("java.instrument", "its JDK has it");
        } else {
            add(
                    "java.instrument",
                    Level.NO,
                    "its image was made without that module: no Java agent can be loaded",
                    "Make the image with: jlink --add-modules java.instrument ...",
                    ALL_THAT_LOAD);
        }
    }

    private void temporaryDirectory() {
        if (!facts.tmpWritable()) {
            // Where it listens already, dumps need no more files.
            add(
                    "/tmp",
                    Level.NO,
                    facts.tmp() + " is not writable",
                    "Look at it with: ls -ld " + facts.tmp(),
                    facts.listening() ? ALL_THAT_LOAD : ALL_THAT_ATTACH);
        } else if (facts.tmpFreeBytes() < SPACE_NEEDED) {
            add(
                    "/tmp",
                    Level.NO,
                    facts.tmp() + " is full: " + facts.tmpFreeBytes() + " bytes left",
                    "Look at it with: df " + facts.tmp(),
                    // A socket takes no room.
                    ALL_THAT_LOAD);
        } else {
            ok("/tmp", facts.tmp() + " is writable, " + (facts.tmpFreeBytes() >> 20) + " MB free");
        }
    }

    private void container() {
        if (!facts.sameNetwork() && target.feature() > 0 && target.feature() < UNIX_SOCKETS) {
            add(
                    "container",
                    Level.NO,
                    "has a network of its own, and before Java 16 it can connect to us by the network only",
                    "Try: sudo nsenter -t " + target.pid() + " -n jspect ...",
                    ALL_THAT_LOAD);
        } else if (target.container() != null) {
            ok("container", target.container() + ", where its process id is " + target.nsPid());
        } else {
            ok("container", "none");
        }
    }

    private void otherAgents() {
        List<String> agents = new ArrayList<>();
        for (String argument : target.jvmArguments()) {
            if (argument.startsWith("-javaagent:")
                    || argument.startsWith("-agentlib:")
                    || argument.startsWith("-agentpath:")
                    || argument.startsWith("-Xrunjdwp")) {
                agents.add(argument);
            }
        }
        if (agents.isEmpty()) {
            ok("other agents", "none on its command line");
        } else {
            add("other agents", Level.WARN, String.join(" ", agents), null, NOTHING);
        }
    }

    private static @Nullable String last(String prefix, List<String> values) {
        String found = null;
        for (String value : values) {
            found = value.startsWith(prefix) ? value.substring(prefix.length()) : found;
        }
        return found;
    }

    private void ok(String topic, String text) {
        add(topic, Level.OK, text, null, NOTHING);
    }

    private void add(String topic, Level level, String text, @Nullable String remedy, Set<Ability> hinders) {
        findings.add(new Finding(topic, level, text, remedy, hinders));
    }
}
