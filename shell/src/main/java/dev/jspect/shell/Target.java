// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.LoaderFacts;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JVM with a session of ours in it. All calls block until the target has answered; any thread may call. Each ends with a
 * {@link TargetException} when the target refuses, fails or is gone.
 */
public interface Target extends AutoCloseable {
    /** Returns what is known of the JVM. */
    JvmDescription jvm();

    /** Lists the class loaders, parents before children. */
    List<LoaderFacts> loaders() throws TargetException;

    /**
     * Chooses the class loader that snippets see, and forgets the snippets defined so far.
     *
     * @param id a loader's id, or 0 for the likeliest: the one with most classes of the application
     */
    LoaderFacts useLoader(int id) throws TargetException;

    /** Returns the loader in use; without {@link #useLoader}, the likeliest. */
    LoaderFacts loaderInUse() throws TargetException;

    /** Names the loaded classes of the loader in use and its parents, but not the JDK's. */
    List<String> loadedClasses() throws TargetException;

    /** Returns the class file of a class, or null when the target has none. */
    byte @Nullable [] classFile(String name) throws TargetException;

    /** Defines classes of snippets, by name. */
    void define(Map<String, byte[]> classFiles) throws TargetException;

    /**
     * Runs a static method without parameters; returns when it ended or was abandoned.
     *
     * @param evalId names the evaluation for {@link #stop}; never lower than an earlier one's
     */
    Outcome invoke(int evalId, String className, String method) throws TargetException;

    /** Renders a static field, as {@link #invoke} does a result. */
    Outcome read(int evalId, String className, String field) throws TargetException;

    /**
     * Asks an evaluation to stop.
     *
     * @param hard also when it runs the application's code
     * @return true when nothing of it runs
     */
    boolean stop(int evalId, boolean hard) throws TargetException;

    /** Has the calls that wait for this evaluation return {@link Outcome.Abandoned}. */
    void abandon(int evalId);

    /**
     * Reads stacks and local variables; the target stands still meanwhile.
     *
     * @throws TargetException also where there is no native library for the target's platform
     */
    FramesCapture frames(FramesRequest request) throws TargetException;

    /**
     * Does the same for one thread, and has the target keep the values for snippets, in place of those kept before: until
     * {@link #releaseFrames} or the session's end.
     */
    HeldFrames holdFrames(FramesRequest request) throws TargetException;

    /** Has the target forget the values that it keeps. */
    void releaseFrames() throws TargetException;

    /**
     * Has the target capture exceptions as they are constructed: changes {@code Throwable} until the feed or the session ends.
     *
     * @throws TargetException also when another session does the same
     */
    ExceptionFeed exceptions(ExceptionsRequest request) throws TargetException;

    /**
     * Has the target keep the values of a captured exception's frames for snippets, in place of those kept before; the exception itself
     * is behind each frame's variables.
     *
     * @param id its {@link ExceptionCapture#id}, among the last {@link ExceptionsRequest#kept}
     */
    HeldFrames holdException(long id) throws TargetException;

    /** Has snippets find the objects of a class. */
    void prepareInstances() throws TargetException;

    /** Makes the target able to tell snippets what the thread carries whose frames are held. */
    void prepareContext() throws TargetException;

    /** Says where the output of snippets goes from now on. The streams are written by a thread of the target's. */
    void redirectOutput(OutputStream out, OutputStream err);

    /** Ends the session. Never fails; does nothing the second time. */
    @Override
    void close();
}
