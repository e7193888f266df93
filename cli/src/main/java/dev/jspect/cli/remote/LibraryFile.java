// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.PlacedFile;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.TargetException;

/** The native library as a file that a target loads; it is gone again afterwards. */
final class LibraryFile {
    private LibraryFile() {}

    /** How a target is asked to load it. */
    interface Loading {
        void load(String path, byte[] library) throws TargetException;
    }

    /**
     * Has the library loaded.
     *
     * @param otherwise what cannot be done without it
     */
    static void load(JvmProcess process, int feature, String otherwise, Loading loading) throws TargetException {
        byte[] library = AgentFiles.library();
        if (library == null) {
            throw new TargetException(
                    TargetException.Kind.FAILED,
                    otherwise + " on JDK " + feature + ": jspect.jar has no native library for this"
                            + " platform. Build it there: sh attach-agent/src/main/c/build.sh --prebuilt \"$JAVA_HOME\","
                            + " then ./mvnw package");
        }
        try (PlacedFile file = PlacedFile.place(process, "libjspect.so", library)) {
            loading.load(file.path(), library);
        } catch (JspectException e) {
            throw new TargetException(TargetException.Kind.FAILED, otherwise + ": " + e.getMessage());
        }
    }
}
