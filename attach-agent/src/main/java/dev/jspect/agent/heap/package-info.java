// SPDX-License-Identifier: Apache-2.0
/** The objects of a class, found by a walk over the heap: {@link dev.jspect.agent.heap.Instances}. */
package dev.jspect.agent.heap;
