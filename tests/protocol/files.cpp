#include "files.hpp"

#include <simdjson.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace files {

namespace {

const std::filesystem::path folder = std::filesystem::path(FRAMEIO_TEST_DATA) / "protocol";

}  // namespace

std::string read(const std::filesystem::path& name) {
    std::ifstream file(folder / name, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file.good(), "cannot read " << folder / name);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string sample(const std::string& name) {
    return minified(read("payloads/" + name + ".json"));
}

std::vector<std::filesystem::path> suite(std::string_view prefix) {
    std::vector<std::filesystem::path> found;
    const auto tests = std::filesystem::directory_iterator(folder / "JSONTestSuite/test_parsing");
    std::for_each(begin(tests), end(tests), [&](const auto& entry) {
        if (entry.path().filename().string().starts_with(prefix)) {
            found.push_back(entry.path());
        }
    });
    std::sort(found.begin(), found.end());
    return found;
}

std::string minified(std::string_view json) {
    std::string text(json.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t size = 0;
    BOOST_REQUIRE(simdjson::minify(json.data(), json.size(), text.data(), size) == simdjson::SUCCESS);
    text.resize(size);
    return text;
}

}  // namespace files
