from alongside.run.command import main

if __name__ == "__main__":
    main()
