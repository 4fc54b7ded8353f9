#include "app.hpp"

int main(int argc, char** argv) {
    frameio::app app = make_app();
    return frameio::run(app, argc, argv);
}
