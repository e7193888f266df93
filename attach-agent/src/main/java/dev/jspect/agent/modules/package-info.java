// SPDX-License-Identifier: Apache-2.0
/** The part of the runtime that needs JDK 9, and how to know whether it may be touched. All of the agent may use it. */
package dev.jspect.agent.modules;
