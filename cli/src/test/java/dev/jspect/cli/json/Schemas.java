// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schemas that are shipped, and the one of Sentry's events. */
public final class Schemas {
    private Schemas() {}

    /** Returns what is wrong with a document by the schema of that name; nothing when it is as promised. */
    public static String violations(String name, String document) {
        return violationsOf("/dev/jspect/cli/schema/" + name + ".json", document);
    }

    /** Returns what is wrong with an event for Sentry, by what the documentation of its protocol says. */
    public static String violationsOfSentry(String event) {
        return violationsOf("/dev/jspect/cli/json/sentry-event.json", event);
    }

    private static String violationsOf(String resource, String document) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Objects.requireNonNull(in, resource));
            return String.join(
                    "\n",
                    schema.validate(document, InputFormat.JSON).stream()
                            .map(Object::toString)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
