// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.classpath.ClassFilesByLocation;
import org.jspecify.annotations.Nullable;

/**
 * Reads local variables of a target in two steps: first the stacks alone, which takes the target a moment, then the variables
 * that are live on them, which is found out in between. Keeps what it learns about methods. For one thread.
 */
public final class LocalsReader {
    private final Target target;
    private final LocalsJudge judge;

    /** Reads from this target. */
    public LocalsReader(Target target) {
        this.target = target;
        var classFiles =
                new ClassFilesByLocation(target.jvm()::toolPath, target.jvm().featureVersion());
        this.judge = new LocalsJudge(
                method -> method.location == null ? null : classFiles.classFile(method.location, method.className));
    }

    /** What is asked for. */
    public interface Asking {
        /**
         * Returns the request.
         *
         * @param live as {@link FramesRequest#live}; null to ask for the stacks alone
         */
        FramesRequest request(long @Nullable [] live);
    }

    /**
     * What was read.
     *
     * @param earlierNanos for how long the target was stopped before, for its stacks
     */
    public record Reading(FramesCapture capture, long earlierNanos) {}

    /** Reads once. */
    public Reading read(Asking asking, boolean allFrames) throws TargetException {
        FramesCapture stacks = target.frames(asking.request(null));
        FramesCapture capture = target.frames(asking.request(judge.live(stacks, allFrames)));
        return new Reading(capture, stacks.pausedNanos);
    }

    /** Returns who tells which of the values are right. */
    public LocalsJudge judge() {
        return judge;
    }
}
