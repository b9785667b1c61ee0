package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ArgoCdRole;
import io.github.ekssdk.spec.ArgoCdSpec;
import io.github.ekssdk.spec.CapabilitySpec;
import io.github.ekssdk.spec.CapabilityType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IdentityProviderSpec;
import java.util.Arrays;

/** Reads capabilities and identity providers in eksctl's format. */
final class ExtensionReader {

    private ExtensionReader() {}

    static void read(Section document, ClusterSpec.Builder spec) {
        document.sections("identityProviders").stream()
                .limit(1)
                .forEach(provider -> spec.identityProvider(
                        provider.text("name").orElse(""), settings -> identityProvider(provider, settings)));
        for (Section capability : document.sections("capabilities")) {
            Arrays.stream(CapabilityType.values())
                    .filter(type -> capability.says("type", type.name()))
                    .forEach(type -> spec.capability(
                            capability.text("name").orElse(""), type, settings -> capability(capability, settings)));
        }
    }

    private static void identityProvider(Section provider, IdentityProviderSpec.Builder settings) {
        provider.text("type");
        settings.issuerUrl(provider.text("issuerURL").orElse(""))
                .clientId(provider.text("clientID").orElse(""))
                .usernameClaim(provider.text("usernameClaim"))
                .usernamePrefix(provider.text("usernamePrefix"))
                .groupsClaim(provider.text("groupsClaim"))
                .groupsPrefix(provider.text("groupsPrefix"));
        provider.textMap("requiredClaims").forEach(settings::requiredClaim);
        provider.textMap("tags").forEach(settings::tag);
    }

    private static void capability(Section capability, CapabilitySpec.Builder settings) {
        settings.roleArn(capability.text("roleArn")).managedPolicyArns(capability.texts("attachPolicyARNs"));
        capability.expect("deletePropagationPolicy", "RETAIN");
        capability.textMap("tags").forEach(settings::tag);
        Section argoCd = capability.section("configuration").section("argocd");
        if (argoCd.present()) {
            settings.argoCd(argo -> argoCd(argoCd, argo));
        }
    }

    private static void argoCd(Section argoCd, ArgoCdSpec.Builder settings) {
        Section idc = argoCd.section("awsIdc");
        settings.namespace(argoCd.text("namespace"))
                .idcInstanceArn(idc.text("idcInstanceArn").orElse(""))
                .idcRegion(idc.text("idcRegion"))
                .vpcEndpointIds(argoCd.section("networkAccess").texts("vpceIds"));
        for (Section mapping : argoCd.sections("rbacRoleMappings")) {
            Arrays.stream(ArgoCdRole.values())
                    .filter(role -> mapping.says("role", role.name()))
                    .forEach(role -> mapping.sections("identities").forEach(who -> identity(who, role, settings)));
        }
    }

    private static void identity(Section who, ArgoCdRole role, ArgoCdSpec.Builder settings) {
        if (who.says("type", "SSO_GROUP")) {
            settings.group(role, who.text("id").orElse(""));
        } else if (who.says("type", "SSO_USER")) {
            settings.user(role, who.text("id").orElse(""));
        }
    }
}
