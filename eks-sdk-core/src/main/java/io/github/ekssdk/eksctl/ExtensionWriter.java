package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ArgoCdRole;
import io.github.ekssdk.spec.ArgoCdSpec;
import io.github.ekssdk.spec.CapabilitySpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IdentityProviderSpec;
import java.util.Arrays;
import java.util.List;

/** Writes capabilities and identity providers in eksctl's format. */
final class ExtensionWriter {

    private ExtensionWriter() {}

    static void write(ClusterSpec spec, Document document) {
        document.set(
                        "identityProviders",
                        spec.identityProvider().stream()
                                .map(ExtensionWriter::identityProvider)
                                .toList())
                .set(
                        "capabilities",
                        spec.capabilities().stream()
                                .map(ExtensionWriter::capability)
                                .toList());
    }

    private static Document identityProvider(IdentityProviderSpec provider) {
        return new Document()
                .set("type", "oidc")
                .set("name", provider.name())
                .set("issuerURL", provider.issuerUrl())
                .set("clientID", provider.clientId())
                .set("usernameClaim", provider.usernameClaim())
                .set("usernamePrefix", provider.usernamePrefix())
                .set("groupsClaim", provider.groupsClaim())
                .set("groupsPrefix", provider.groupsPrefix())
                .set("requiredClaims", provider.requiredClaims())
                .set("tags", provider.tags());
    }

    private static Document capability(CapabilitySpec capability) {
        return new Document()
                .set("name", capability.name())
                .set("type", capability.type().name())
                .set("roleArn", capability.roleArn())
                .set("attachPolicyARNs", capability.managedPolicyArns())
                .set(
                        "configuration",
                        new Document().set("argocd", capability.argoCd().map(ExtensionWriter::argoCd)))
                .set("tags", capability.tags());
    }

    private static Document argoCd(ArgoCdSpec argoCd) {
        return new Document()
                .set("namespace", argoCd.namespace())
                .set(
                        "awsIdc",
                        new Document()
                                .set("idcInstanceArn", argoCd.idcInstanceArn())
                                .set("idcRegion", argoCd.idcRegion()))
                .set("networkAccess", new Document().set("vpceIds", argoCd.vpcEndpointIds()))
                .set(
                        "rbacRoleMappings",
                        Arrays.stream(ArgoCdRole.values())
                                .map(role -> new Document()
                                        .set("role", role.name())
                                        .set("identities", identities(argoCd, role)))
                                .filter(mapping -> mapping.has("identities"))
                                .toList());
    }

    private static List<Document> identities(ArgoCdSpec argoCd, ArgoCdRole role) {
        return argoCd.roleMappings().stream()
                .filter(mapping -> mapping.role() == role)
                .map(mapping ->
                        new Document().set("id", mapping.id()).set("type", mapping.group() ? "SSO_GROUP" : "SSO_USER"))
                .toList();
    }
}
