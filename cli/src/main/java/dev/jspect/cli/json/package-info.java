// SPDX-License-Identifier: Apache-2.0
/**
 * The answers as JSON, and the only user of Jackson. {@link dev.jspect.cli.json.JsonOutput} has a method for each document;
 * the shapes are a promise to users, written down as JSON Schema beside {@code dev/jspect/cli/schema}. Fields are only
 * ever added. {@link dev.jspect.cli.json.SentryJson} writes in another's shape, that of Sentry's events.
 */
@NullMarked
package dev.jspect.cli.json;

import org.jspecify.annotations.NullMarked;
