package io.github.ekssdk.testing.internal.service.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ParametersTest {
    private final FakeAws aws = FakeAws.create();
    private final SsmClient ssm = aws.client(SsmClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING));
    }

    private String value(String name) {
        return ssm.getParameter(r -> r.name(name)).parameter().value();
    }

    @Test
    void a_parameter_is_overwritten_only_when_asked_and_keeps_its_versions() {
        put("/app/size", "1");

        assertThatExceptionOfType(ParameterAlreadyExistsException.class).isThrownBy(() -> put("/app/size", "2"));
        ssm.putParameter(r -> r.name("/app/size").value("2").overwrite(true));
        assertThat(value("/app/size")).isEqualTo("2");
        assertThat(value("/app/size:1")).isEqualTo("1");
        ssm.deleteParameter(r -> r.name("/app/size"));
        assertThatExceptionOfType(ParameterNotFoundException.class).isThrownBy(() -> value("/app/size"));
    }

    @Test
    void a_secret_is_shown_only_decrypted() {
        ssm.putParameter(r -> r.name("/app/key").value("s3cr3t").type(ParameterType.SECURE_STRING));

        assertThat(value("/app/key")).isNotEqualTo("s3cr3t");
        assertThat(ssm.getParameter(r -> r.name("/app/key").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("s3cr3t");
    }

    @Test
    void parameters_are_listed_by_path_in_pages() {
        for (int i = 0; i < 12; i++) {
            put("/app/a" + i, "x");
        }
        put("/app/deep/b", "x");

        assertThat(below("/app", false)).hasSize(12);
        assertThat(below("/app", true)).hasSize(13);
        assertThat(aws.inventory())
                .filteredOn(resource -> resource.type().equals("ssm:parameter"))
                .extracting(Resource::id)
                .contains("/app/deep/b");
    }

    private List<String> below(String path, boolean recursive) {
        return ssm
                .getParametersByPathPaginator(
                        r -> r.path(path).recursive(recursive).maxResults(5))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .toList();
    }

    @Test
    void unknown_names_are_told_apart() {
        put("/app/one", "1");

        assertThat(ssm.getParameters(r -> r.names("/app/one", "/app/two")).invalidParameters())
                .containsExactly("/app/two");
    }

    @Test
    void the_recommended_image_exists_and_fits() {
        String root = "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/";

        Image image = aws.client(Ec2Client.builder())
                .describeImages(r -> r.imageIds(value(root + "image_id")))
                .images()
                .get(0);

        assertThat(image.name()).isEqualTo(value(root + "image_name")).contains("al2023-arm64-standard-1.34");
        assertThat(image.architectureAsString()).isEqualTo("arm64");
        assertThat(value("/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id"))
                .startsWith("ami-");
        assertThat(value(
                        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.34/image_id"))
                .startsWith("ami-");
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> value("/aws/service/eks/optimized-ami/1.34/amazon-linux-2/recommended/image_id"));
    }

    @Test
    void there_are_images_for_every_version_of_kubernetes_that_eks_has() {
        List<ClusterVersionInformation> versions = aws.client(EksClient.builder())
                .describeClusterVersions(r -> r.includeAll(true))
                .clusterVersions();

        assertThat(versions)
                .isNotEmpty()
                .allSatisfy(version -> assertThat(MachineImages.patchVersion(version.clusterVersion()))
                        .isEqualTo(version.kubernetesPatchVersion()));
    }

    @Test
    void the_images_of_a_version_can_be_walked_by_path() {
        assertThat(below("/aws/service/eks/optimized-ami/1.34", true))
                .anyMatch(name -> name.endsWith("x86_64/nvidia/recommended/image_id"));
    }
}
