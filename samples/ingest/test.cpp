// Files of this machine go to a simulated Frame.io, which says when they are ready.

#define BOOST_TEST_MODULE ingest
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include "app.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace testing = frameio::testing;

namespace files = std::filesystem;

namespace {

/// A drop folder with two files.
struct camera {
    const files::path folder = files::temp_directory_path() / ("ingest-test-" + std::to_string(::getpid()));

    camera() {
        ::setenv("INGEST_FOLDER", folder.c_str(), 1);
        files::create_directories(folder);
        std::ofstream(folder / "a.mov") << "one film";
        std::ofstream(folder / "b.mov") << "another one";
    }
    ~camera() {
        files::remove_all(folder);
    }
};

void ingest(testing::kit& kit) {
    const camera filled;
    auto projects = kit.client().projects().index(kit.platform().account_id(), kit.platform().workspace_id());
    const auto project = kit.run(projects.next());
    const testing::answer shown = kit.click(testing::action("ingest.start").on("folder", project->root_folder_id));
    if (!kit.parked().empty()) {
        return;  // nobody knows whether Frame.io has made a file: somebody is to look
    }
    BOOST_TEST(shown.title() == "Ingested");
    kit.advance(
        std::chrono::minutes(5));  // until they are transcoded, and Frame.io has sent again what was not answered
    kit.settle();
    BOOST_TEST(kit.api().count("POST", "/v4/accounts/*/folders/*/files/local_upload") == 2U);
    BOOST_TEST(files::exists(filled.folder / "done" / "a.mov"));
    BOOST_TEST(files::exists(filled.folder / "done" / "b.mov"));
}

testing::kit_options simulated() {
    testing::kit_options options;
    options.platform = true;
    return options;
}

}  // namespace

BOOST_AUTO_TEST_CASE(uploads_what_waits_and_puts_it_away_when_it_is_ready) {
    testing::kit kit(make_app, simulated());
    ingest(kit);
    BOOST_TEST(kit.parked().empty());
}

BOOST_AUTO_TEST_CASE(does_so_once_whenever_it_is_killed) {
    const testing::crash_report seen = testing::crash_everywhere(make_app, ingest, simulated());
    BOOST_TEST(seen.in_doubt < seen.moments.size() / 4);
}
