// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The import rules of ARCHITECTURE.md. */
@AnalyzeClasses(packages = "dev.jspect", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule protocolNeedsTheJdkOnly = classes()
            .that()
            .resideInAPackage("dev.jspect.protocol")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.jspect.protocol", "java..");

    @ArchTest
    static final ArchRule nobodyImportsTheAgent = noClasses()
            .that()
            .resideOutsideOfPackage("dev.jspect.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.jspect.agent..");

    @ArchTest
    static final ArchRule agentNeedsTheJdkOnly = classes()
            .that()
            .resideInAPackage("dev.jspect.agent..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.jspect.protocol", "dev.jspect.agent..", "java..", "javax.crypto..");

    @ArchTest
    static final ArchRule agentsInspectorsDoNotSeeEachOther = slices().matching("dev.jspect.agent.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.jspect.agent.modules"))
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.jspect.agent.rewriting"))
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.jspect.agent.dispatch"))
            .ignoreDependency(
                    resideInAPackage("dev.jspect.agent.exceptions"), resideInAPackage("dev.jspect.agent.frames"));

    @ArchTest
    static final ArchRule shellKnowsNoCommandLine = noClasses()
            .that()
            .resideInAPackage("dev.jspect.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.jspect.cli..", "picocli..", "com.fasterxml..");

    @ArchTest
    static final ArchRule shellKnowsNoProcessAndNoSocket = noClasses()
            .that()
            .resideInAPackage("dev.jspect.shell..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.(lang\\.Process.*|net\\.(Server)?Socket|nio\\.channels\\.(Server)?SocketChannel)");

    @ArchTest
    static final ArchRule jacksonIsForJsonOnly = noClasses()
            .that()
            .resideInAPackage("dev.jspect..")
            .and()
            .resideOutsideOfPackage("dev.jspect.cli.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule picocliIsForCommandsOnly = noClasses()
            .that()
            .resideInAPackage("dev.jspect..")
            .and()
            .resideOutsideOfPackage("dev.jspect.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule noCyclesAmongPackages =
            slices().matching("dev.jspect.(**)").should().beFreeOfCycles();
}
