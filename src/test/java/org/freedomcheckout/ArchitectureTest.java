package org.freedomcheckout;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages. */
@AnalyzeClasses(packages = "org.freedomcheckout", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule layers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("checkout")
            .definedBy("org.freedomcheckout.checkout..")
            .layer("http")
            .definedBy("org.freedomcheckout.http..")
            .layer("ticker")
            .definedBy("org.freedomcheckout.ticker..")
            .layer("gateway")
            .definedBy("org.freedomcheckout.gateway..")
            .layer("store")
            .definedBy("org.freedomcheckout.store..")
            .layer("flow")
            .definedBy("org.freedomcheckout.flow..")
            .layer("webhook")
            .definedBy("org.freedomcheckout.webhook..")
            .layer("web")
            .definedBy("org.freedomcheckout.web..")
            .layer("app")
            .definedBy("org.freedomcheckout.app..")
            .layer("other side")
            .definedBy("org.freedomcheckout.sandbox..", "org.freedomcheckout.shop..")
            .whereLayer("gateway")
            .mayOnlyAccessLayers("http", "checkout")
            .whereLayer("store")
            .mayOnlyAccessLayers("ticker", "checkout")
            .whereLayer("flow")
            .mayOnlyAccessLayers("gateway", "store", "ticker", "checkout")
            .whereLayer("webhook")
            .mayOnlyAccessLayers("store", "http", "ticker", "checkout")
            .whereLayer("web")
            .mayOnlyAccessLayers("flow", "gateway", "store", "ticker", "checkout")
            .whereLayer("checkout")
            .mayNotAccessAnyLayer()
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("ticker")
            .mayNotAccessAnyLayer()
            .whereLayer("other side")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.freedomcheckout.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theDomainAndTheSandboxKnowTheJdkOnly = classes()
            .that()
            .resideInAnyPackage(
                    "org.freedomcheckout.checkout..", "org.freedomcheckout.sandbox..", "org.freedomcheckout.shop..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "com.sun.net.httpserver..",
                    "org.jspecify..",
                    "org.freedomcheckout.checkout..",
                    "org.freedomcheckout.sandbox..",
                    "org.freedomcheckout.shop.."));

    @ArchTest
    static final ArchRule sqlStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackages("org.freedomcheckout.store..", "org.freedomcheckout.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..");

    @ArchTest
    static final ArchRule jaxbStaysInTheGateway = noClasses()
            .that()
            .resideOutsideOfPackage("org.freedomcheckout.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.xml.bind..");
}
