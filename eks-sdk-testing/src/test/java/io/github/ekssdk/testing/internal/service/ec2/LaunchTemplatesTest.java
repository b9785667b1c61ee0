package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

class LaunchTemplatesTest {
    private static final RequestLaunchTemplateData DATA = RequestLaunchTemplateData.builder()
            .instanceType("m7g.large")
            .imageId("ami-0123456789abcdef0")
            .securityGroupIds("sg-1", "sg-2")
            .userData("aGVsbG8=")
            .metadataOptions(m -> m.httpTokens("required").httpPutResponseHopLimit(2))
            .blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                    .deviceName("/dev/xvda")
                    .ebs(ebs -> ebs.volumeSize(80).volumeType("gp3").encrypted(true))
                    .build())
            .tagSpecifications(LaunchTemplateTagSpecificationRequest.builder()
                    .resourceType("instance")
                    .tags(Tag.builder().key("Name").value("node").build())
                    .build())
            .build();

    private final Ec2Fixture fake = new Ec2Fixture();
    private final Ec2Client ec2 = fake.ec2;

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Create {
        @Test
        void the_data_is_kept_as_it_was_given() {
            create("nodes");

            LaunchTemplateVersion version = version("nodes", "$Latest");

            ResponseLaunchTemplateData data = version.launchTemplateData();
            assertThat(version.defaultVersion()).isTrue();
            assertThat(data.instanceTypeAsString()).isEqualTo("m7g.large");
            assertThat(data.securityGroupIds()).containsExactly("sg-1", "sg-2");
            assertThat(data.userData()).isEqualTo("aGVsbG8=");
            assertThat(data.metadataOptions().httpTokensAsString()).isEqualTo("required");
            assertThat(data.metadataOptions().httpPutResponseHopLimit()).isEqualTo(2);
            assertThat(data.blockDeviceMappings()).singleElement().satisfies(mapping -> {
                assertThat(mapping.ebs().volumeSize()).isEqualTo(80);
                assertThat(mapping.ebs().encrypted()).isTrue();
            });
            assertThat(data.tagSpecifications().get(0).tags())
                    .extracting(Tag::value)
                    .containsExactly("node");
        }

        @Test
        void a_name_is_used_once() {
            create("nodes");

            assertRefused(() -> create("nodes"), "InvalidLaunchTemplateName.AlreadyExistsException");
        }

        @Test
        void the_same_token_makes_one_template() {
            LaunchTemplate first = ec2.createLaunchTemplate(r -> r.launchTemplateName("nodes")
                            .launchTemplateData(DATA)
                            .clientToken("once"))
                    .launchTemplate();
            LaunchTemplate second = ec2.createLaunchTemplate(r -> r.launchTemplateName("nodes")
                            .launchTemplateData(DATA)
                            .clientToken("once"))
                    .launchTemplate();

            assertThat(second.launchTemplateId()).isEqualTo(first.launchTemplateId());
            assertRefused(
                    () -> ec2.createLaunchTemplate(r -> r.launchTemplateName("other")
                            .launchTemplateData(DATA)
                            .clientToken("once")),
                    "IdempotentParameterMismatch");
        }

        @Test
        void bad_names_and_user_data_are_refused() {
            assertRefused(() -> create("no"), "InvalidLaunchTemplateName.MalformedException");
            assertRefused(
                    () -> ec2.createLaunchTemplate(
                            r -> r.launchTemplateName("nodes").launchTemplateData(d -> d.userData("***"))),
                    "InvalidUserData.Malformed");
        }
    }

    @Nested
    class Versions {
        @Test
        void a_new_version_builds_on_its_source() {
            create("nodes");

            ec2.createLaunchTemplateVersion(r -> r.launchTemplateName("nodes")
                    .sourceVersion("1")
                    .launchTemplateData(d -> d.instanceType("m7g.xlarge")));

            ResponseLaunchTemplateData second = version("nodes", "$Latest").launchTemplateData();
            assertThat(second.instanceTypeAsString()).isEqualTo("m7g.xlarge");
            assertThat(second.imageId()).isEqualTo("ami-0123456789abcdef0");
            assertThat(version("nodes", "$Default").versionNumber()).isEqualTo(1);
        }

        @Test
        void another_version_becomes_the_default() {
            create("nodes");
            addVersion();

            ec2.modifyLaunchTemplate(r -> r.launchTemplateName("nodes").defaultVersion("2"));

            assertThat(version("nodes", "$Default").versionNumber()).isEqualTo(2);
        }

        @Test
        void the_newest_comes_first() {
            create("nodes");
            addVersion();

            assertThat(ec2.describeLaunchTemplateVersions(r -> r.launchTemplateName("nodes"))
                            .launchTemplateVersions())
                    .extracting(LaunchTemplateVersion::versionNumber)
                    .containsExactly(2L, 1L);
        }

        @Test
        void numbers_are_not_used_again() {
            create("nodes");
            addVersion();

            ec2.deleteLaunchTemplateVersions(r -> r.launchTemplateName("nodes").versions("2"));
            addVersion();

            assertThat(version("nodes", "$Latest").versionNumber()).isEqualTo(3);
        }

        @Test
        void the_default_version_and_unknown_ones_are_not_deleted() {
            create("nodes");

            DeleteLaunchTemplateVersionsResponse answer = ec2.deleteLaunchTemplateVersions(
                    r -> r.launchTemplateName("nodes").versions("1", "9"));

            assertThat(answer.successfullyDeletedLaunchTemplateVersions()).isEmpty();
            assertThat(answer.unsuccessfullyDeletedLaunchTemplateVersions())
                    .extracting(item -> item.responseError().codeAsString())
                    .containsExactly("unexpectedError", "launchTemplateVersionDoesNotExist");
        }

        @Test
        void an_unknown_version_is_refused() {
            create("nodes");

            assertRefused(() -> version("nodes", "7"), "InvalidLaunchTemplateId.VersionNotFound");
        }

        private void addVersion() {
            ec2.createLaunchTemplateVersion(r -> r.launchTemplateName("nodes").launchTemplateData(DATA));
        }
    }

    @Nested
    class Delete {
        @Test
        void a_template_goes_with_its_versions() {
            String id = create("nodes");

            ec2.deleteLaunchTemplate(r -> r.launchTemplateId(id));

            assertRefused(
                    () -> ec2.describeLaunchTemplates(r -> r.launchTemplateIds(id)),
                    "InvalidLaunchTemplateId.NotFound");
            assertRefused(
                    () -> ec2.describeLaunchTemplates(r -> r.launchTemplateNames("nodes")),
                    "InvalidLaunchTemplateName.NotFoundException");
            assertRefused(() -> version("nodes", "1"), "InvalidLaunchTemplateName.NotFoundException");
        }

        @Test
        void id_and_name_together_are_refused() {
            String id = create("nodes");

            assertRefused(
                    () -> ec2.deleteLaunchTemplate(r -> r.launchTemplateId(id).launchTemplateName("nodes")),
                    "InvalidParameterCombination");
        }
    }

    private String create(String name) {
        return ec2.createLaunchTemplate(r -> r.launchTemplateName(name).launchTemplateData(DATA))
                .launchTemplate()
                .launchTemplateId();
    }

    private LaunchTemplateVersion version(String name, String version) {
        return ec2.describeLaunchTemplateVersions(
                        r -> r.launchTemplateName(name).versions(version))
                .launchTemplateVersions()
                .get(0);
    }
}
